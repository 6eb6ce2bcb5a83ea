using System.Runtime.InteropServices;

namespace Banyan.Cli.Editing;

/// <summary>What only the system's library can do to a terminal. Sources: termios(3) and kill(2), read 2026-11-20.</summary>
internal static class NativeTty
{
    /// <summary>Reads how a terminal treats what is typed.</summary>
    /// <returns>0 when it is a terminal.</returns>
    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Read(int descriptor, byte[] termios);

    /// <summary>Sets it.</summary>
    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Write(int descriptor, int when, byte[] termios);

    /// <summary>Changes it to: nothing is treated.</summary>
    [DllImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void MakeRaw(byte[] termios);

    /// <summary>Sends a signal; 0 is the process and those it was started with.</summary>
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);
}
