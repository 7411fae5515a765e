"""The figures of the lessons, each drawn by the function that its module is named after."""
