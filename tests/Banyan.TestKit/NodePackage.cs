using System.Diagnostics;
using System.Security.Cryptography;

namespace Banyan.TestKit;

/// <summary>An npm package beside the tests: installed from its lock once, its programs run as child processes. Thread-safe within one process.</summary>
public sealed class NodePackage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Proxies = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

    private readonly string _folder;
    private readonly Lazy<Task> _installed;

    private NodePackage(string name)
    {
        _folder = Path.Combine(Root(), "tests", name);
        _installed = new Lazy<Task>(InstallOnceAsync);
    }

    /// <summary>The reference implementation of GraphQL as a judge.</summary>
    public static NodePackage Oracle { get; } = new("graphql-node");

    /// <summary>Judges of federation: gateways, composers, the compatibility suite.</summary>
    public static NodePackage Federation { get; } = new("federation-node");

    /// <summary>Official clients of the doors.</summary>
    public static NodePackage Clients { get; } = new("clients-node");

    /// <summary>A client generated from the schema.</summary>
    public static NodePackage Codegen { get; } = new("codegen-node");

    /// <summary>A file of the package.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([_folder, .. parts]);

    /// <summary>Installs what the lock names unless that is there already.</summary>
    public Task InstallAsync() => _installed.Value;

    /// <summary>Reads a file that the package's installation brings.</summary>
    public async Task<string> ReadAsync(params string[] parts)
    {
        await InstallAsync();
        return await File.ReadAllTextAsync(PathOf(parts));
    }

    /// <summary>Runs a program in the package's folder to its end; one that outlives all patience is ended.</summary>
    /// <returns>Its exit status, what it wrote, and what it complained of.</returns>
    public async Task<(int Status, string Output, string Complaints)> RunAsync(string program, string[] arguments, string input = "", params (string Name, string Value)[] environment)
    {
        await InstallAsync();
        return await ToEndAsync(Start(program, arguments, environment, Proxies), input);
    }

    /// <summary>Starts a script that runs until its standard input is closed.</summary>
    public async Task<Process> StartAsync(string script, params (string Name, string Value)[] environment)
    {
        await InstallAsync();
        return Start("node", [script], environment, Proxies);
    }

    private static async Task<(int Status, string Output, string Complaints)> ToEndAsync(Process process, string input)
    {
        using (process)
        {
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
    }

    private Process Start(string program, string[] arguments, (string Name, string Value)[] environment, string[] without)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Append(("NO_COLOR", "1")))
        {
            start.Environment[name] = value;
        }

        foreach (var name in without)
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>A mark beside the modules holds the hash of the lock they came from; another hash means they are stale.</summary>
    private async Task InstallOnceAsync()
    {
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(PathOf("package-lock.json"))));
        var mark = PathOf("node_modules", ".banyan-lock");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == hash)
        {
            return;
        }

        var (status, output, complaints) = await ToEndAsync(Start("npm", ["ci", "--ignore-scripts", "--no-progress"], [], []), "");
        if (status != 0)
        {
            throw new InvalidOperationException($"npm ci failed with status {status}:\n{output}{complaints}");
        }

        await File.WriteAllTextAsync(mark, hash);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Banyan.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The repository's root was not found above the tests.");
    }
}
