using System.Diagnostics;
using System.Security.Cryptography;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Clients;

/// <summary>The npm package of clients: found beside the tests, installed from its lock once, run as a child process.</summary>
internal static class NodeClients
{
    private static readonly string Folder = Find();
    private static readonly Lazy<Task> Installed = new(InstallOnceAsync);

    /// <summary>The test files, by name.</summary>
    public static string[] Scripts() => [.. Directory.GetFiles(Folder, "*.test.js").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Installs what the lock names unless that is there already.</summary>
    public static Task InstallAsync() => Installed.Value;

    /// <summary>Runs a program in the package's folder and waits for its end.</summary>
    /// <returns>Its exit status and all it wrote.</returns>
    public static async Task<(int Status, string Output)> RunAsync(string program, string[] arguments, string url = "", string key = "")
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["BANYAN_URL"], start.Environment["BANYAN_KEY"], start.Environment["NO_COLOR"]) = (url, key, "1");
        foreach (var proxy in new[] { "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy" }.Where(_ => url.Length > 0))
        {
            start.Environment.Remove(proxy);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var patience = new CancellationTokenSource(Patience.Long * 3);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A mark beside the modules holds the hash of the lock they came from; another hash means they are stale.</summary>
    private static async Task InstallOnceAsync()
    {
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
        var mark = Path.Combine(Folder, "node_modules", ".banyan-lock");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == hash)
        {
            return;
        }

        var (status, output) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-progress"]);
        if (status != 0)
        {
            throw new InvalidOperationException($"npm ci failed with status {status}:\n{output}");
        }

        await File.WriteAllTextAsync(mark, hash);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return Path.Combine(folder.FullName, "tests", "clients-node");
            }
        }

        throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
    }
}
