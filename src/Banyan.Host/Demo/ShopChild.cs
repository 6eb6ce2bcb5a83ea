using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Banyan.Host.Demo;

/// <summary>One service as a child process. It reads an input that this process holds open: when this process is gone, killed or not, the input ends and so does the child.</summary>
internal sealed class ShopChild : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly ShopOrder _order;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ShopChild(ShopOrder order, Process process)
    {
        _order = order;
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = EndAsync();
    }

    public string Service => _order.Service;

    public int UsualPort => _order.UsualPort;

    public int ProcessId => _process.Id;

    /// <summary>Where it listens, by its own words.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts one and waits until it listens.</summary>
    /// <exception cref="DemoException">It was not built, ended at once, or never said where it listens.</exception>
    public static async Task<ShopChild> StartAsync(SourceTree tree, ShopOrder order)
    {
        var program = tree.Program(order.Service);
        if (!File.Exists(program))
        {
            throw new DemoException($"{program} is not built. Build the solution first: dotnet build Banyan.slnx");
        }

        var start = new ProcessStartInfo(Dotnet()) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] words = [program, "--urls", $"http://127.0.0.1:{order.Port}", "--data", order.File, "--directory", order.Directory.GetLeftPart(UriPartial.Authority), "--end-with-input"];
        Array.ForEach(words, start.ArgumentList.Add);
        var child = new ShopChild(order, Process.Start(start)!);
        try
        {
            child.Address = await child._listens.Task.WaitAsync(Patience);
            return child;
        }
        catch (Exception failed) when (failed is TimeoutException or DemoException)
        {
            await child.DisposeAsync();
            throw new DemoException($"The Shop's {order.Service} did not start on port {order.Port}: is the port taken? --demo-ports any takes free ones. It said:\n{string.Join('\n', child._said)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>The program that runs this one, so that the children have the same runtime.</summary>
    private static string Dotnet()
    {
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }

    private async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        _listens.TrySetException(new DemoException("ended"));
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (_said.Count < 40)
        {
            _said.Enqueue(line);
        }

        // Its first words are its name and its address.
        if (line.Split(' ') is [_, var last] && Uri.TryCreate(last, UriKind.Absolute, out var address))
        {
            _listens.TrySetResult(address);
        }
    }
}
