using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Banyan.Wire.Json;

namespace Banyan.Storage.Erasing;

/// <summary>Reads what a database keeps of a person; the SQL is the same on both.</summary>
internal sealed class SubjectReader(Database database) : ISubjectReader
{
    private const decimal NanosPerUsd = 1_000_000_000m;

    /// <inheritdoc />
    public async Task<IReadOnlyList<SubjectRow>> ReadAsync(string tenant, string user, SubjectPlace? after, int most, CancellationToken cancellationToken)
    {
        var rows = new List<SubjectRow>();
        var from = after is { } place ? place with { Number = place.Number + 1 } : new SubjectPlace(0, 0);
        for (var kind = from.Kind; kind < SubjectKinds.All.Count && rows.Count < most; kind++)
        {
            var (name, _, sql) = SubjectKinds.All[kind];
            var (offset, wanted) = (kind == from.Kind ? from.Number : 0, most - rows.Count);
            var read = await database.Of(tenant).RowsAsync($"{sql} LIMIT @wanted OFFSET @offset", new { tenant, user, wanted, offset }, Write, cancellationToken);
            rows.AddRange(read.Select((json, i) => new SubjectRow(name, json, new SubjectPlace(kind, offset + i))));
        }

        return rows;
    }

    private string Write(DbDataReader reader) => Encoding.UTF8.GetString(JsonWriting.Write(writer =>
    {
        writer.WriteStartObject();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (!reader.IsDBNull(i))
            {
                Write(writer, reader.GetName(i), reader.GetValue(i));
            }
        }

        writer.WriteEndObject();
    }));

    private void Write(Utf8JsonWriter writer, string name, object value)
    {
        if (name.EndsWith("At", StringComparison.Ordinal))
        {
            writer.WriteString(name, database.Form.ReadInstant(value));
        }
        else if (name.EndsWith("NanoUsd", StringComparison.Ordinal))
        {
            writer.WriteString(name.Replace("NanoUsd", "Usd", StringComparison.Ordinal), (SqlForm.ReadLong(value) / NanosPerUsd).ToString("0.#########", CultureInfo.InvariantCulture));
        }
        else if (name.EndsWith("Json", StringComparison.Ordinal))
        {
            writer.WritePropertyName(name[..^"Json".Length]);
            Json(writer, (string)value);
        }
        else
        {
            writer.WritePropertyName(name);
            Plain(writer, value);
        }
    }

    private static void Plain(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case long or int or short:
                writer.WriteNumberValue(SqlForm.ReadLong(value));
                break;
            case double or float or decimal:
                writer.WriteNumberValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>A JSON value; what is none, as a tool's plain text, is told as text.</summary>
    private static void Json(Utf8JsonWriter writer, string text)
    {
        try
        {
            using var value = JsonDocument.Parse(text);
            value.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(text);
        }
    }
}
