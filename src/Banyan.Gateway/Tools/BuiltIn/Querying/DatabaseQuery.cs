using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn.Querying;

/// <summary><c>database_query</c>: one SELECT over the tables that are configured to be read. Not there while no source is configured.</summary>
internal sealed class DatabaseQuery(IQueryRunner runner, IToolSecrets secrets, ICatalog catalog, TimeProvider time) : IBuiltIn
{
    private const int MostRows = 200, MostBytes = 64 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public string Name => "database_query";

    /// <inheritdoc />
    public BuiltInCard? Describe(ToolSettings settings)
    {
        if (settings.DataSources.Count == 0)
        {
            return null;
        }

        var sources = string.Join("; ", settings.DataSources.Values.Select(Told));
        return new BuiltInCard(
            $"Reads a database with one SELECT (JOIN, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT; no subqueries); at most 200 rows. Values may be written as :name and given in parameters. Sources: {sources}.",
            "data",
            ToolOutput.Write(writer => WriteSchema(writer, settings)).GetRawText());
    }

    /// <inheritdoc />
    public async ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken)
    {
        if (!ToolSettings.Of(catalog.Current).DataSources.TryGetValue(arguments.GetProperty("source").GetString()!, out var source)
            || secrets.Reveal(source.ConnectionRef) is not { Length: > 0 } connection)
        {
            return ToolOutput.Denied("This source can't be read.");
        }

        try
        {
            var (sql, values) = QueryParser.Parse(arguments.GetProperty("query").GetString()!, arguments.TryGetProperty("parameters", out var given) ? given : default, new DataSourceTables(source.Tables));
            using var bound = new CancellationTokenSource(MostTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
            var rows = await runner.RunAsync(new CheckedQuery(source.Kind, connection, sql, values, MostRows), either.Token);
            return rows.Problem is { } problem ? ToolOutput.Failed($"The query failed: {problem}.") : Result(rows);
        }
        catch (QueryException wrong)
        {
            return ToolOutput.Failed($"The query is not taken: {wrong.Message}.");
        }
    }

    private static ToolResult Result(QueryRows rows)
    {
        var isCut = rows.IsCut;
        return ToolOutput.Of(writer =>
        {
            writer.WriteStartArray("columns");
            foreach (var column in rows.Columns)
            {
                writer.WriteStringValue(column);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (var row in rows.Rows)
            {
                var values = ToolOutput.Write(one => WriteRow(one, row));
                if (writer.BytesCommitted + writer.BytesPending + values.GetRawText().Length > MostBytes)
                {
                    isCut = true;
                    break;
                }

                values.WriteTo(writer);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("isCut", isCut);
        });
    }

    private static void WriteRow(Utf8JsonWriter writer, IReadOnlyList<object?> row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
        {
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case bool truth:
                    writer.WriteBooleanValue(truth);
                    break;
                case long or int or short or decimal:
                    writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    writer.WriteNumberValue(number);
                    break;
                default:
                    writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        writer.WriteEndArray();
    }

    private static string Told(DataSource source) =>
        $"{source.Name} ({(source.Description is null ? "" : source.Description + ": ")}{string.Join(", ", source.Tables.Select(table => $"{table.Key}[{string.Join(' ', table.Value)}]"))})";

    private static void WriteSchema(Utf8JsonWriter writer, ToolSettings settings)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        writer.WriteStartObject("source");
        writer.WriteString("type", "string");
        writer.WriteStartArray("enum");
        foreach (var name in settings.DataSources.Keys)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("query");
        writer.WriteString("type", "string");
        writer.WriteNumber("minLength", 1);
        writer.WriteNumber("maxLength", 4_000);
        writer.WriteEndObject();
        writer.WriteStartObject("parameters");
        writer.WriteString("type", "object");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        writer.WriteStringValue("source");
        writer.WriteStringValue("query");
        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
    }
}
