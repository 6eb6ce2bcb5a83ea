using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Banyan.Storage.Spool;

/// <summary>Brings what was written through a map of a file to the disk. Source: fdatasync(2) and msync(2), read 2026-11-22.</summary>
/// <remarks>
/// A flushed map also waits for the file's times, which for a file whose length never changes is as much again. Linux keeps track of pages written through a map, so that its
/// synchronising by descriptor takes them along, and with them whatever is needed to read them back.
/// </remarks>
internal static class DiskSync
{
    private const int Interrupted = 4;

    /// <summary>Returns when everything is on the disk.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Run(SafeFileHandle file, MemoryMappedViewAccessor view)
    {
        if (!OperatingSystem.IsLinux())
        {
            view.Flush();
            return;
        }

        while (Synchronise(file) != 0)
        {
            if (Marshal.GetLastPInvokeError() is var error and not Interrupted)
            {
                throw new IOException($"The spool can't be brought to its disk: error {error}.");
            }
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(SafeFileHandle file);
}
