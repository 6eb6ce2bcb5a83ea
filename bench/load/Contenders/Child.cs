using System.Diagnostics;
using System.Globalization;

namespace Banyan.Load.Contenders;

/// <summary>A process started here, pinned to the second core, and ended here by its id.</summary>
internal sealed class Child : IDisposable
{
    private const double TicksPerSecond = 100;
    private readonly Process _process;
    private const int MostLines = 30;
    private readonly Queue<string> _said = [];
    private readonly TaskCompletionSource<string> _word = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Child(Process process, string? awaited)
    {
        _process = process;
        AppDomain.CurrentDomain.ProcessExit += End;
        process.EnableRaisingEvents = awaited is not null;
        process.Exited += (_, _) => _word.TrySetException(Ended());
        process.OutputDataReceived += (_, line) => Heard(line.Data, awaited);
        process.ErrorDataReceived += (_, line) => Heard(line.Data, awaited);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The first line of its output that held the awaited words.</summary>
    public Task<string> Word => _word.Task;

    /// <summary>Starts a program in a session of its own: the kernel shares a core among sessions, whatever their threads. <c>setsid</c> and <c>taskset</c> become the program, so the id is the program's own.</summary>
    public static Child Start(string folder, string? awaited, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("setsid", ["taskset", "-c", "1", .. words]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Child(Process.Start(start)!, awaited);
    }

    /// <summary>Processor time used so far, user and system, all threads.</summary>
    /// <exception cref="InvalidOperationException">The process has ended by itself.</exception>
    public TimeSpan Cpu()
    {
        if (_process.HasExited)
        {
            throw Ended();
        }

        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Memory that is in use, in bytes.</summary>
    public long Resident()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        End(null, EventArgs.Empty);
        _process.Dispose();
    }

    /// <summary>A session of its own is not ended with whoever began it.</summary>
    private void End(object? sender, EventArgs ended)
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(5_000);
        }
    }

    private void Heard(string? line, string? awaited)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > MostLines)
            {
                _said.Dequeue();
            }
        }

        if (awaited is not null && line.Contains(awaited, StringComparison.Ordinal))
        {
            _word.TrySetResult(line);
        }
    }

    private InvalidOperationException Ended()
    {
        lock (_said)
        {
            return new($"A contender ended by itself. Its last words:\n{string.Join('\n', _said)}");
        }
    }
}
