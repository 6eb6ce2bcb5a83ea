using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Reporting;

/// <summary>Writes attempts a line each, as CSV or JSON, as they come.</summary>
internal sealed class LedgerLines(TextWriter output, bool isCsv)
{
    private static readonly string[] Before =
        ["id", "requestId", "attempt", "at", "service", "userId", "feature", "team", "provider", "model", "outcome"];

    private static readonly string[] Tokens = ["promptTokens", "completionTokens", "totalTokens", "cachedReadTokens", "cacheWriteTokens", "reasoningTokens", "audioTokens"];
    private static readonly string[] After = ["cost", "savedCost", "source", "priceId", "failure", "latencyMs", "ttftMs"];

    private bool _hasHead;

    /// <summary>How many were written.</summary>
    public long Written { get; private set; }

    /// <summary>Writes a page of them, and hands it on at once.</summary>
    public void Add(JsonElement page)
    {
        if (isCsv && !_hasHead)
        {
            output.WriteLine(CsvLine.Of([.. Before, .. Tokens, .. After]));
            _hasHead = true;
        }

        foreach (var row in Members.Items(page, "nodes"))
        {
            output.WriteLine(isCsv ? Csv(row) : JsonLine.Write(row.WriteTo));
            Written++;
        }

        output.Flush();
    }

    private static string Csv(JsonElement row)
    {
        var usage = Members.Object(row, "usage") ?? default;
        return CsvLine.Of([.. Before.Select(name => Members.Scalar(row, name)), .. Tokens.Select(name => Members.Scalar(usage, name)), .. After.Select(name => Members.Scalar(row, name))]);
    }
}
