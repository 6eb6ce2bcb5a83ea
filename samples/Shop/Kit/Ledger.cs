using Dapper;
using Microsoft.AspNetCore.Http;

namespace Shop.Kit;

/// <summary>Every request and what it changed, in the service's own database: whoever doubts that something happened once can count.</summary>
public sealed class Ledger(Store store, TimeProvider clock)
{
    internal const string Schema =
        "CREATE TABLE ledger (id INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, idempotency_key TEXT, status INTEGER NOT NULL, effect TEXT)";

    private const string Insert =
        "INSERT INTO ledger (at, method, path, idempotency_key, status, effect) VALUES (@At, @Method, @Path, @IdempotencyKey, @Status, @Effect)";

    /// <summary>All of it, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Read() => store.Read(connection => connection.Query<LedgerEntry>(
        "SELECT at AS At, method AS Method, path AS Path, idempotency_key AS IdempotencyKey, status AS Status, effect AS Effect FROM ledger ORDER BY id").ToList());

    /// <summary>Lets a request through and writes it down, also when its answer never arrives.</summary>
    public async Task KeepAsync(HttpContext context, Func<Task> next)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/.well-known", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal) || path == "/health")
        {
            await next();
            return;
        }

        try
        {
            await next();
        }
        finally
        {
            var key = context.Request.Headers["Idempotency-Key"].ToString();
            var entry = new LedgerEntry
            {
                At = clock.GetUtcNow().ToString("O"),
                Method = context.Request.Method,
                Path = path + context.Request.QueryString,
                IdempotencyKey = key.Length == 0 ? null : key,
                Status = context.RequestAborted.IsCancellationRequested || context.IsCut() ? 0 : context.Response.StatusCode,
                Effect = context.Effect(),
            };
            store.Write(connection => connection.Execute(Insert, entry));
            if (context.IsCut())
            {
                context.Abort();
            }
        }
    }
}
