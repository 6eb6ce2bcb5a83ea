using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Shop.Kit;

namespace Shop.Modern;

/// <summary>
/// Makes a write happen once for an Idempotency-Key: key, change and answer are stored in one transaction.
/// The same key with the same request gets the same answer; with another request it is refused.
/// </summary>
public sealed class OnceOnly(Store store)
{
    public const string Schema =
        "CREATE TABLE idempotency (key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Does the change, or tells what it came to before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its body, read.</param>
    /// <param name="change">The change; it runs inside the transaction.</param>
    public IResult Write(HttpContext context, object body, Func<SqliteConnection, Outcome> change)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var request = Hash($"{context.Request.Method} {context.Request.Path}\n{JsonSerializer.Serialize(body, Json)}");
        var (status, answer, effect) = store.Write(connection =>
        {
            if (key.Length > 0 && Find(connection, key) is { } known)
            {
                return known.Request == request ? ((int)known.Status, known.Body, null) : Reused();
            }

            var outcome = change(connection);
            var text = JsonSerializer.Serialize(outcome.Body, Json);
            if (key.Length > 0)
            {
                connection.Execute("INSERT INTO idempotency (key, request, status, body) VALUES (@key, @request, @status, @text)", new { key, request, status = outcome.Status, text });
            }

            return (outcome.Status, text, outcome.Effect);
        });

        if (effect is not null)
        {
            context.Changed(effect);
        }

        return Results.Text(answer, status == 200 ? "application/json" : "application/problem+json", Encoding.UTF8, status);
    }

    private static (int Status, string Answer, string? Effect) Reused() =>
        (409, JsonSerializer.Serialize(Outcome.Refused(409, "idempotency_key_reused", "This Idempotency-Key came with another request before.").Body, Json), null);

    private static Known? Find(SqliteConnection connection, string key) =>
        connection.QuerySingleOrDefault<Known>("SELECT request AS Request, status AS Status, body AS Body FROM idempotency WHERE key = @key", new { key });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Known(string Request, long Status, string Body);
}
