//go:build unix

package main

import "syscall"

// apart starts a process in a session of its own, out of reach of what the terminal
// and its shell send to this one.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
