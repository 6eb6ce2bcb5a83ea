using System.Diagnostics;
using Banyan.Host.Tests.App;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Processes;

/// <summary>A folder with a configuration and data, in which the built service is started as a process of its own, one after the other or several at once.</summary>
internal sealed class HostFolder : IDisposable
{
    /// <summary>What the configuration refers to as <c>env:PROVIDER_KEY</c>.</summary>
    public const string ProviderKey = "sk-provider-0123456789abcdef";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    /// <summary>Makes the folder; without YAML it stays empty.</summary>
    public HostFolder(string? yaml = null)
    {
        if (yaml is not null)
        {
            File.WriteAllText(_folder.File("banyan.yaml"), yaml);
        }
    }

    /// <summary>How many files a process may open that is started from now on; null for as many as this one.</summary>
    public int? MostFiles { get; set; }

    /// <summary>Where the service keeps its things.</summary>
    public string Data => _folder.File("data");

    /// <summary>Starts serving and waits for the greeting.</summary>
    public Task<HostProcess> ServeAsync(params string[] words) => HostProcess.StartAsync(Order(words));

    /// <summary>Starts serving at an address that is known, and waits only until it lives.</summary>
    public Task<HostProcess> ServeAtAsync(Uri address) => HostProcess.StartAtAsync(Order(), address);

    /// <summary>Writes a fresh master key beside the configuration and says where.</summary>
    public string MasterKey()
    {
        var file = _folder.File("shared.key");
        File.WriteAllText(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return file;
    }

    /// <summary>Sets a variable for whatever is started from now on.</summary>
    public void Set(string name, string value) => _variables[name] = value;

    /// <summary>Starts the program with words, and waits for nothing.</summary>
    public Process Start(params string[] words) => Process.Start(Order(words))!;

    /// <summary>Runs the program with words to its end.</summary>
    public async Task<(int ExitCode, string Said)> RunAsync(params string[] words)
    {
        using var process = Start(words);
        using var patience = new CancellationTokenSource(Patience.Long);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var said = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, said.Trim() is { Length: > 0 } text ? text : await errors);
    }

    public void Dispose() => _folder.Dispose();

    private ProcessStartInfo Order(params string[] words)
    {
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Banyan.Host.dll"), .. words];
        program = MostFiles is { } most ? ["sh", "-c", $"ulimit -n {most} && exec \"$@\"", "sh", .. program] : program;
        var order = new ProcessStartInfo(program[0], program[1..])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in order.Environment.Keys.Where(name => name.StartsWith("BANYAN_", StringComparison.Ordinal)).ToList())
        {
            order.Environment.Remove(inherited);
        }

        // What a killed process leaves, its runtime's sockets and the demo's data, goes with the folder.
        order.Environment["TMPDIR"] = Directory.CreateDirectory(_folder.File("tmp")).FullName;
        order.Environment["BANYAN__server__listen"] = "http://127.0.0.1:0";
        order.Environment["BANYAN__rateLimiting__enabled"] = "false";
        order.Environment["BANYAN__server__shedAfter"] = "0s";
        order.Environment["PROVIDER_KEY"] = ProviderKey;
        foreach (var (name, value) in _variables)
        {
            order.Environment[name] = value;
        }

        return order;
    }
}
