using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Processes;

/// <summary>The service running as a process of its own, known only by what it prints and answers.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Says = "Banyan listens on ";
    private const string FirstKey = "Your first key, shown this once: ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _key = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private HttpClient? _http;

    private HostProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        _ = _reading.ContinueWith(_ => _greeted.TrySetException(new InvalidOperationException("It ended before it greeted:\n" + Said)), TaskScheduler.Default);
    }

    /// <summary>Where it listens, by its own words.</summary>
    public Uri Address => Http.BaseAddress!;

    /// <summary>A client without a key.</summary>
    public HttpClient Http => _http!;

    /// <summary>Its number among the processes.</summary>
    public int Id => _process.Id;

    /// <summary>Everything it printed so far.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>The most memory it ever had resident, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts it and waits until its greeting has come through the pipe.</summary>
    public static async Task<HostProcess> StartAsync(ProcessStartInfo order)
    {
        var started = new HostProcess(Process.Start(order)!);
        try
        {
            started._http = Client(await started._greeted.Task.WaitAsync(Patience.Long));
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it at an address that is known and waits until it lives there, whatever it greets with later.</summary>
    public static async Task<HostProcess> StartAtAsync(ProcessStartInfo order, Uri address)
    {
        var started = new HostProcess(Process.Start(order)!) { _http = Client(address) };
        try
        {
            await Patience.UntilAsync(async () => await started.LivesAsync());
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>The key of the first start: a later start on the same data prints none.</summary>
    public Task<string> KeyAsync() => _key.Task.WaitAsync(Patience.Long);

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Sends SIGKILL and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    /// <summary>Waits for the end and the last word.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience.Long);
        await _reading.WaitAsync(Patience.Long);
        return _process.ExitCode;
    }

    /// <summary>Ends it in good order; the exit code must be 0.</summary>
    public async Task StopAsync()
    {
        await TerminateAsync();
        (await ExitAsync()).ShouldBe(0, Said);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static HttpClient Client(Uri address) =>
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
        new(new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = address, Timeout = Patience.Long };
#pragma warning restore RS0030

    private async Task<bool> LivesAsync()
    {
        _reading.IsCompleted.ShouldBeFalse(Said);
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/live", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            if (line.StartsWith(Says, StringComparison.Ordinal))
            {
                _greeted.TrySetResult(new Uri(line[Says.Length..]));
            }
            else if (line.StartsWith(FirstKey, StringComparison.Ordinal))
            {
                _key.TrySetResult(line[FirstKey.Length..]);
            }
        }
    }
}
