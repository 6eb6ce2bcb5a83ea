using System.Diagnostics;
using Banyan.TestKit;

namespace Banyan.Cli.Tests.App;

/// <summary>The real service as a process of its own, with nothing configured: the mock answers.</summary>
internal sealed class RealHost : IAsyncDisposable
{
    private const string Says = "Banyan listens on ";
    private readonly Process _process;
    private readonly TempFolder _folder;

    private RealHost(Process process, TempFolder folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public static string Key => "a-key-of-these-tests-alone-7193-bqzt";

    public Uri Address { get; }

    /// <summary>A file in its folder: it reads <c>banyan.yaml</c> there.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Starts it on a free port and waits until it says where it listens.</summary>
    public static Task<RealHost> StartAsync(CancellationToken cancellationToken) => StartAsync([], cancellationToken);

    /// <summary>Starts it with words of its own command line.</summary>
    public static async Task<RealHost> StartAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        var folder = new TempFolder();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Banyan.Host"), words)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["BANYAN_ADMIN_KEY"] = Key,
                ["TMPDIR"] = folder.Path,
                ["BANYAN__server__listen"] = "http://127.0.0.1:0",
                ["BANYAN__storage__dataDir"] = folder.File("data"),
                ["BANYAN__rateLimiting__enabled"] = "false",
            },
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Says, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new RealHost(process, folder, new Uri(line[Says.Length..]));
            }
        }

        throw new InvalidOperationException("The service ended without saying where it listens.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
