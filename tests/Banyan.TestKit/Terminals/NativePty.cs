using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Banyan.TestKit.Terminals;

/// <summary>Pseudo-terminals of Linux. Sources: pty(7), ioctl_tty(2), read 2026-11-20.</summary>
internal static class NativePty
{
    private const int ReadWrite = 2, NotMine = 0x100, CloseOnExec = 0x80000;
    private const ulong SetSize = 0x5414;
    private const int TermiosBytes = 60;

    /// <summary>Opens one: its near end, and the path of its far end.</summary>
    public static (SafeFileHandle Handle, string Path) Open()
    {
        var descriptor = PosixOpenPt(ReadWrite | NotMine | CloseOnExec);
        Check(descriptor);
        Check(GrantPt(descriptor));
        Check(UnlockPt(descriptor));
        var name = new byte[128];
        Check(PtsName(descriptor, name, (nuint)name.Length) == 0 ? 0 : -1);
        return (new SafeFileHandle(descriptor, ownsHandle: true), Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0)));
    }

    /// <summary>Sets its size; the programs at it are told.</summary>
    public static void Resize(SafeFileHandle handle, int columns, int rows) =>
        Check(SetWindow((int)handle.DangerousGetHandle(), SetSize, [(ushort)rows, (ushort)columns, 0, 0]));

    /// <summary>How it treats what is typed.</summary>
    public static string Manners(SafeFileHandle handle)
    {
        var termios = new byte[256];
        Check(GetAttributes((int)handle.DangerousGetHandle(), termios));
        return Convert.ToHexStringLower(termios, 0, TermiosBytes);
    }

    private static void Check(int result)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PosixOpenPt(int flags);

    [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GrantPt(int descriptor);

    [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UnlockPt(int descriptor);

    [DllImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PtsName(int descriptor, byte[] name, nuint length);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetWindow(int descriptor, ulong request, ushort[] size);

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] termios);
}
