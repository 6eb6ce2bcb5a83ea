using System.Globalization;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Callers;

namespace Banyan.Host.Hosting;

/// <summary>Keys as a table and as JSON; never a secret, for there is none to show.</summary>
internal static class KeyListing
{
    public static IEnumerable<string> Lines(IReadOnlyList<KeyRecord> keys, DateTimeOffset now)
    {
        yield return $"{"ID",-10} {"SERVICE",-20} {"ROLE",-9} {"STATE",-8} {"EXPIRES",-12} {"LAST USED",-18} NAME";
        foreach (var key in keys)
        {
            yield return $"{key.PublicId,-10} {key.Service,-20} {RoleRights.WordOf(key.Role),-9} {State(key, now),-8} {Day(key.ExpiresAt, "never"),-12} {Minute(key.LastUsedAt),-18} {key.Name}";
        }
    }

    public static string Json(IReadOnlyList<KeyRecord> keys)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var key in keys)
            {
                Write(writer, key);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, KeyRecord key)
    {
        writer.WriteStartObject();
        writer.WriteString("id", key.PublicId);
        writer.WriteString("service", key.Service);
        writer.WriteString("name", key.Name);
        writer.WriteString("role", RoleRights.WordOf(key.Role));
        writer.WriteBoolean("revoked", key.IsRevoked);
        writer.WriteString("createdAt", key.CreatedAt);
        WriteInstant(writer, "expiresAt", key.ExpiresAt);
        WriteInstant(writer, "lastUsedAt", key.LastUsedAt);
        WriteList(writer, "scopes", key.Grants.Operations);
        WriteList(writer, "models", key.Grants.Models);
        WriteList(writer, "tools", key.Grants.Tools);
        writer.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } known)
        {
            writer.WriteString(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static string State(KeyRecord key, DateTimeOffset now) => key.IsRevoked ? "revoked" : key.ExpiresAt <= now ? "expired" : "active";

    private static string Day(DateTimeOffset? instant, string absent) => instant?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? absent;

    private static string Minute(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}
