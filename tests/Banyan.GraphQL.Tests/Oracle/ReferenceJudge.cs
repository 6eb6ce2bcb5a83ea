using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Banyan.GraphQL.Tests.Oracle.Planted;
using Banyan.TestKit;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>graphql-js in a node process of its own, asked over lines of JSON; one process for all tests of a class.</summary>
public sealed class ReferenceJudge : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private Process? _process;

    public async ValueTask InitializeAsync()
    {
        await NodePackage.Oracle.InstallAsync();
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
        foreach (var (name, sdl) in OracleFolder.All)
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

    /// <summary>What it answers to an operation over planted values: one answer, or those of a subscription.</summary>
    internal async Task<IReadOnlyList<JsonElement>> AnswerAsync(PlantedRun run)
    {
        var reply = await AskAsync(new
        {
            run = run.Document,
            schema = run.Schema,
            operation = run.Operation,
            variables = JsonElement.Parse(run.Variables),
            seed = run.Seed,
            rate = run.Rate,
            isLate = run.IsLate,
        });
        return [.. reply.GetProperty("answers").EnumerateArray()];
    }

    /// <summary>Its whole introspection query, and its answer for a schema.</summary>
    internal async Task<(string Query, JsonElement Answer)> IntrospectAsync(string schema)
    {
        var reply = await AskAsync(new { introspect = schema });
        return (reply.GetProperty("query").GetString()!, reply.GetProperty("answers")[0]);
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
}
