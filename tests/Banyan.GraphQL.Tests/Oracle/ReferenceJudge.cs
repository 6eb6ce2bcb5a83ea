using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>graphql-js in a node process of its own, asked over lines of JSON; one process for all tests of a class.</summary>
public sealed class ReferenceJudge : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Process? _process;

    public async ValueTask InitializeAsync()
    {
        await InstallAsync();
        var start = new ProcessStartInfo("node", ["oracle.js"])
        {
            WorkingDirectory = OracleFolder.Package,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        foreach (var (name, sdl) in OracleFolder.Schemas)
        {
            await AskAsync(new { schema = name, sdl });
        }
    }

    /// <summary>What the reference implementation makes of a document; without a schema it is parsed only.</summary>
    internal async Task<Judgement> CheckAsync(string document, string? schema)
    {
        var reply = await AskAsync(new { check = document, schema });
        return reply.TryGetProperty("parse", out var refused)
            ? new Judgement(Told(refused), [], null)
            : new Judgement(null, [.. reply.GetProperty("errors").EnumerateArray().Select(Told)], reply.GetProperty("printed").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
            process.Dispose();
        }
    }

    private async Task<JsonElement> AskAsync(object question)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question).AsMemory(), patience.Token);
        await _process.StandardInput.FlushAsync(patience.Token);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("node ended.");
        var reply = JsonDocument.Parse(line).RootElement;
        return reply.TryGetProperty("failed", out var why) ? throw new InvalidOperationException(why.GetString()) : reply;
    }

    private static Finding Told(JsonElement error) =>
        new(error[0].GetString()!, string.Join(' ', error[1].EnumerateArray().Select(place => $"{place[0]}:{place[1]}")));

    // A mark beside the modules holds the hash of the lock they came from; another hash means they are stale.
    private static async Task InstallAsync()
    {
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(OracleFolder.Package, "package-lock.json"))));
        var mark = Path.Combine(OracleFolder.Package, "node_modules", ".banyan-lock");
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == hash)
        {
            return;
        }

        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-progress"]) { WorkingDirectory = OracleFolder.Package, UseShellExecute = false, RedirectStandardError = true };
        using var install = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        using var patience = new CancellationTokenSource(Patience);
        var problems = await install.StandardError.ReadToEndAsync(patience.Token);
        await install.WaitForExitAsync(patience.Token);
        if (install.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci failed:\n{problems}");
        }

        await File.WriteAllTextAsync(mark, hash);
    }
}
