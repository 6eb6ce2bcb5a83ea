using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Banyan.Cli.Editing;

/// <summary>The keys of the process's own terminal, where the system is a Unix.</summary>
internal sealed class TtyKeys : ITypedKeys, IDisposable
{
    private const int UsualColumns = 80, UsualRows = 24;

    // Longer than any system's struct termios, whose layout nobody has to know here.
    private const int TermiosBytes = 512;
    private const int Drained = 1;

    // The console's own stream edits lines by itself; this one reads what is typed.
    private readonly FileStream _input = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
    private readonly PosixSignalRegistration _resizes;
    private TaskCompletionSource _resized = New();
    private byte[]? _before;

    [UnsupportedOSPlatform("windows")]
    private TtyKeys()
    {
        _resizes = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Interlocked.Exchange(ref _resized, New()).TrySetResult());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => GiveBack();
    }

    /// <inheritdoc />
    public int Columns => Console.WindowWidth is > 1 and var columns ? columns : UsualColumns;

    /// <inheritdoc />
    public int Rows => Console.WindowHeight is > 1 and var rows ? rows : UsualRows;

    /// <inheritdoc />
    public Task Resized => Volatile.Read(ref _resized).Task;

    /// <summary>The keys; null where the system is no Unix, or standard input no terminal.</summary>
    public static TtyKeys? Find() => !OperatingSystem.IsWindows() && NativeTty.Read(0, new byte[TermiosBytes]) == 0 ? new TtyKeys() : null;

    /// <inheritdoc />
    public IDisposable Take()
    {
        var before = new byte[TermiosBytes];
        if (_before is null && NativeTty.Read(0, before) == 0)
        {
            var raw = (byte[])before.Clone();
            NativeTty.MakeRaw(raw);
            _ = NativeTty.Write(0, Drained, raw);
            _before = before;
        }

        return new Taken(this);
    }

    /// <inheritdoc />
    public Task<int> ReadAsync(byte[] buffer) => Task.Run(() => _input.Read(buffer, 0, buffer.Length));

    /// <inheritdoc />
    public void Suspend() => _ = NativeTty.Kill(0, OperatingSystem.IsLinux() ? 20 : 18);

    /// <inheritdoc />
    public void Dispose()
    {
        GiveBack();
        _resizes.Dispose();
        _input.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void GiveBack()
    {
        if (Interlocked.Exchange(ref _before, null) is { } before)
        {
            _ = NativeTty.Write(0, Drained, before);
        }
    }

    private sealed class Taken(TtyKeys keys) : IDisposable
    {
        public void Dispose() => keys.GiveBack();
    }
}
