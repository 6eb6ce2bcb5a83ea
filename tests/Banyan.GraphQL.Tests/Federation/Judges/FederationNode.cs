using System.Diagnostics;
using System.Security.Cryptography;

namespace Banyan.GraphQL.Tests.Federation.Judges;

/// <summary>The npm package of federation's judges: found beside the tests, installed from its lock once, its programs run as child processes.</summary>
internal static class FederationNode
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Folder = Find();
    private static readonly Lazy<Task> Installed = new(InstallOnceAsync);

    /// <summary>A file of the package.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Reads a file that the package's installation brings.</summary>
    public static async Task<string> ReadAsync(params string[] parts)
    {
        await Installed.Value;
        return await File.ReadAllTextAsync(PathOf(parts));
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit status, what it wrote, and what it complained of.</returns>
    public static async Task<(int Status, string Output, string Complaints)> RunAsync(string program, string[] arguments, string input = "", params (string Name, string Value)[] environment)
    {
        await Installed.Value;
        return await RunRawAsync(program, arguments, input, environment);
    }

    /// <summary>Starts a program that runs until its standard input is closed.</summary>
    public static async Task<Process> StartAsync(string script, params (string Name, string Value)[] environment)
    {
        await Installed.Value;
        return Start("node", [script], environment);
    }

    private static async Task<(int Status, string Output, string Complaints)> RunRawAsync(string program, string[] arguments, string input, (string Name, string Value)[] environment)
    {
        using var process = Start(program, arguments, environment);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var complaints = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await complaints);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Append(("NO_COLOR", "1")))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>A mark beside the modules holds the hash of the lock they came from; another hash means they are stale.</summary>
    private static async Task InstallOnceAsync()
    {
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(PathOf("package-lock.json"))));
        var mark = PathOf("node_modules", ".banyan-lock");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == hash)
        {
            return;
        }

        var (status, output, complaints) = await RunRawAsync("npm", ["ci", "--ignore-scripts", "--no-progress"], "", []);
        if (status != 0)
        {
            throw new InvalidOperationException($"npm ci failed with status {status}:\n{output}{complaints}");
        }

        await File.WriteAllTextAsync(mark, hash);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return Path.Combine(folder.FullName, "tests", "federation-node");
            }
        }

        throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
    }
}
