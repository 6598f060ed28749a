package pdf

import (
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// Places are the names and paths under which a system (as runtime.GOOS says it)
// keeps Chrome, Chromium and Edge, the likeliest first: names are on the search
// path. env reads the environment, for the folders that have no fixed place.
func Places(system string, env func(string) string) []string {
	switch system {
	case "windows":
		names := []string{
			`Google\Chrome\Application\chrome.exe`,
			`Chromium\Application\chrome.exe`,
			`Microsoft\Edge\Application\msedge.exe`,
		}
		var all []string
		for _, name := range names {
			for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LocalAppData"} {
				if at := env(folder); at != "" {
					all = append(all, at+`\`+name)
				}
			}
		}
		return append(all, "chrome.exe", "chromium.exe", "msedge.exe")
	case "darwin":
		apps := []string{
			"Google Chrome.app/Contents/MacOS/Google Chrome",
			"Chromium.app/Contents/MacOS/Chromium",
			"Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
		}
		var all []string
		for _, app := range apps {
			all = append(all, "/Applications/"+app)
			if home := env("HOME"); home != "" {
				all = append(all, filepath.ToSlash(filepath.Join(home, "Applications", app)))
			}
		}
		return append(all, "chromium", "google-chrome")
	}
	return []string{
		"google-chrome", "google-chrome-stable", "chromium", "chromium-browser",
		"microsoft-edge", "microsoft-edge-stable", "/snap/bin/chromium", "chrome",
	}
}

// options start a browser that nobody sees, with a profile of its own that goes
// with it, and without a network.
//
// Its sandbox is on. Only for root it is off, which chromedp sees to: Linux gives
// the sandbox to ordinary users alone, and Chrome would not start.
func options(browser, profile string) []chromedp.ExecAllocatorOption {
	all := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser),
		// No name leads anywhere, nor does an address, and no proxy gets round that.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("no-pings", true),
		// Letters stand where the layout puts them, not on the pixels of a screen.
		chromedp.Flag("font-render-hinting", "none"),
	)
	if profile != "" {
		all = append(all, chromedp.UserDataDir(profile))
	}
	return all
}
