"""What is kept between runs, in the folder `.guidegen` of a project: records of runs, of outputs, and fragments.

These modules are loaded before anything else and use nothing else of the program, so that an unchanged project is
recognised at once. Everything kept is plain data, read with care and never trusted: what is damaged, foreign or of
another program is as good as absent.
"""
