"""What ties the program to the desktop it runs on."""
