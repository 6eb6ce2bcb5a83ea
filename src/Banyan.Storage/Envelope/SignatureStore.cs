using System.Data.Common;
using System.Globalization;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Envelope;

/// <summary>Sealed signatures of calls in a database, shared by the nodes: it never sees one open.</summary>
internal sealed class SignatureStore(Database database, TimeProvider time)
{
    private const int SweptAtOnce = 1_000, AskedAtOnce = 100;
    private readonly SqlForm _form = database.Form;

    /// <summary>Stores signatures; a later one of the same call takes the place of the earlier.</summary>
    public Task PutAsync(string tenant, IReadOnlyList<KeptSignature> signatures, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO reasoning_signatures (tenant_id, call_hash, sealed, expires_at) VALUES (@Tenant, @Call, @Sealed, @Until) "
                + "ON CONFLICT (tenant_id, call_hash) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at",
                signatures.Select(one => new { Tenant = tenant, one.Call, one.Sealed, Until = _form.Instant(one.Until) }),
                transaction),
            cancellationToken);

    /// <summary>Finds the signatures of calls; those unknown or expired are left out.</summary>
    public Task<IReadOnlyList<KeptSignature>> FindAsync(string tenant, IReadOnlyList<byte[]> calls, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KeptSignature>>(
            async connection =>
            {
                var found = new List<KeptSignature>();
                foreach (var some in calls.Chunk(AskedAtOnce))
                {
                    await FindAsync(connection, tenant, some, found);
                }

                return found;
            },
            cancellationToken);

    /// <summary>Deletes what has expired, of every tenant, a thousand at a time.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var swept = SweptAtOnce;
        while (swept == SweptAtOnce)
        {
            swept = await database.WriteAsync(
                transaction => transaction.Connection!.ExecuteAsync(
                    "DELETE FROM reasoning_signatures WHERE (tenant_id, call_hash) IN (SELECT tenant_id, call_hash FROM reasoning_signatures WHERE expires_at <= @Now LIMIT @Most)",
                    new { Now = _form.Instant(time.GetUtcNow()), Most = SweptAtOnce },
                    transaction),
                cancellationToken);
        }
    }

    // One parameter a call: the two databases agree on no other form of a list of bytes.
    private async Task FindAsync(DbConnection connection, string tenant, byte[][] calls, List<KeptSignature> found)
    {
        var values = new DynamicParameters(new { Tenant = tenant, Now = _form.Instant(time.GetUtcNow()) });
        string[] names = [.. calls.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"@C{at}"))];
        for (var at = 0; at < calls.Length; at++)
        {
            values.Add(names[at], calls[at]);
        }

        await using var reader = await connection.ExecuteReaderAsync(
            $"SELECT call_hash, sealed, expires_at FROM reasoning_signatures WHERE tenant_id = @Tenant AND expires_at > @Now AND call_hash IN ({string.Join(',', names)})", values);
        while (await reader.ReadAsync())
        {
            found.Add(new KeptSignature((byte[])reader.GetValue(0), (byte[])reader.GetValue(1), _form.ReadInstant(reader.GetValue(2))));
        }
    }
}
