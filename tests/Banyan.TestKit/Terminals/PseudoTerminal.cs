using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Banyan.TestKit.Terminals;

/// <summary>A program at a terminal of its own, as a person sits at it: what is written is typed, what it shows is read. Linux alone; needs <c>setsid</c> and <c>sh</c>.</summary>
public sealed class PseudoTerminal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly SafeFileHandle _handle;
    private readonly FileStream _stream;
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _gate = new();
    private readonly StringBuilder _shown = new();
    private TaskCompletionSource _more = New();
    private int _mark;

    private PseudoTerminal(SafeFileHandle handle, Process process)
    {
        (_handle, _process) = (handle, process);
        _stream = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0);
        _reading = Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>All that was shown so far.</summary>
    public string Shown
    {
        get
        {
            lock (_gate)
            {
                return _shown.ToString();
            }
        }
    }

    /// <summary>How the terminal treats what is typed, in bytes that can be compared.</summary>
    public string Manners => NativePty.Manners(_handle);

    /// <summary>Starts a program at a new terminal that is the controlling one of its own session.</summary>
    public static PseudoTerminal Start(string program, IEnumerable<string> words, IReadOnlyDictionary<string, string> environment, int columns = 80, int rows = 24)
    {
        var (handle, path) = NativePty.Open();
        NativePty.Resize(handle, columns, rows);

        // Whoever leads a session takes the first terminal it opens as its own.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "exec \"$@\" <\"$0\" >\"$0\" 2>&1", path, program, .. words]) { UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PseudoTerminal(handle, Process.Start(start)!);
    }

    /// <summary>Types.</summary>
    public void Type(string text) => _stream.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Makes the window larger or smaller.</summary>
    public void Resize(int columns, int rows) => NativePty.Resize(_handle, columns, rows);

    /// <summary>Waits until something is shown behind what was waited for before.</summary>
    public async Task SeeAsync(string text)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var at = _shown.ToString().IndexOf(text, _mark, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _mark = at + text.Length;
                    return;
                }

                more = _more.Task;
            }

            var left = Patience - TimeProvider.System.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || await Task.WhenAny(more, _reading, Task.Delay(left)) is var first && (first != more && !more.IsCompleted))
            {
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Never shown: {text}\nbehind {_mark} letters of:\n{Shown}"));
            }
        }
    }

    /// <summary>Waits until the program has ended and all it showed was read.</summary>
    /// <returns>Its exit status.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _reading.WaitAsync(Patience);
        _process.Dispose();
        await _stream.DisposeAsync();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void ReadAll()
    {
        var utf8 = Encoding.UTF8.GetDecoder();
        var (bytes, letters) = (new byte[4096], new char[4096]);
        try
        {
            int read;
            while ((read = _stream.Read(bytes, 0, bytes.Length)) > 0)
            {
                lock (_gate)
                {
                    _shown.Append(letters, 0, utf8.GetChars(bytes, 0, read, letters, 0));
                    Interlocked.Exchange(ref _more, New()).TrySetResult();
                }
            }
        }
        catch (IOException)
        {
            // The last one at the other end has left.
        }
    }
}
