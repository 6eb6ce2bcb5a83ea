using System.Data.Common;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Kept;

/// <summary>Stored responses in a database; a chain is one recursive query.</summary>
internal sealed class StoredResponses(Database database) : IStoredResponses
{
    private const int MostLinks = 1_000;
    private const string Columns = "id, previous_id, input, response, created_at, expires_at";
    private const string Whose = "tenant_id = @Tenant AND service = @Service AND (CAST(@User AS text) IS NULL OR user_id IS NULL OR user_id = @User)";

    // Every link is the holder's own, so that a forged previous id leads nowhere.
    private const string Chain =
        "WITH RECURSIVE chain (id, previous_id, depth) AS ("
        + $"SELECT id, previous_id, 1 FROM stored_responses WHERE {Whose} AND id = @Id AND expires_at > @Now "
        + "UNION ALL SELECT s.id, s.previous_id, chain.depth + 1 FROM stored_responses s JOIN chain ON s.id = chain.previous_id "
        + "WHERE s.tenant_id = @Tenant AND s.service = @Service AND (CAST(@User AS text) IS NULL OR s.user_id IS NULL OR s.user_id = @User) AND s.expires_at > @Now AND chain.depth < @Most) ";

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task AddAsync(ConversationHolder holder, StoredResponse response, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                await connection.ExecuteAsync(
                    "INSERT INTO stored_responses (tenant_id, id, service, user_id, previous_id, input, response, created_at, expires_at) "
                    + "VALUES (@Tenant, @Id, @Service, @User, @PreviousId, @Input, @Response, @At, @Expires) ON CONFLICT DO NOTHING",
                    new
                    {
                        holder.Tenant,
                        holder.Service,
                        holder.User,
                        response.Id,
                        response.PreviousId,
                        response.Input,
                        response.Response,
                        At = _form.Instant(response.CreatedAt),
                        Expires = _form.Instant(response.ExpiresAt),
                    },
                    transaction);
                return response.PreviousId is null ? 0 : await connection.ExecuteAsync(
                    $"{Chain}UPDATE stored_responses SET expires_at = @Expires WHERE {Whose} AND id IN (SELECT id FROM chain) AND expires_at < @Expires",
                    new { holder.Tenant, holder.Service, holder.User, response.Id, Now = _form.Instant(response.CreatedAt), Expires = _form.Instant(response.ExpiresAt), Most = MostLinks },
                    transaction);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredResponse?> FindAsync(ConversationHolder holder, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).ReadAsync(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync($"SELECT {Columns} FROM stored_responses WHERE {Whose} AND id = @Id AND expires_at > @Now", Values(holder, id, now));
                return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredResponse>> ChainAsync(ConversationHolder holder, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).ReadAsync<IReadOnlyList<StoredResponse>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    $"{Chain}SELECT s.id, s.previous_id, s.input, s.response, s.created_at, s.expires_at FROM stored_responses s JOIN chain ON chain.id = s.id WHERE s.tenant_id = @Tenant ORDER BY chain.depth DESC",
                    Values(holder, id, now));
                var chain = new List<StoredResponse>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    chain.Add(Read(reader));
                }

                // A link that is gone, or too many of them: what is left would be another conversation.
                return chain is [{ PreviousId: null }, ..] ? chain : [];
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> DeleteAsync(ConversationHolder holder, string id, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).WriteAsync(
            async transaction => await transaction.Connection!.ExecuteAsync($"DELETE FROM stored_responses WHERE {Whose} AND id = @Id", new { holder.Tenant, holder.Service, holder.User, Id = id }, transaction) > 0,
            cancellationToken);

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "DELETE FROM stored_responses WHERE tenant_id IS NOT NULL AND expires_at <= @Now AND id IN (SELECT id FROM stored_responses WHERE expires_at <= @Now ORDER BY expires_at LIMIT @Most)",
                new { Now = _form.Instant(now), Most = most },
                transaction),
            cancellationToken);

    private object Values(ConversationHolder holder, string id, DateTimeOffset now) =>
        new { holder.Tenant, holder.Service, holder.User, Id = id, Now = _form.Instant(now), Most = MostLinks };

    private StoredResponse Read(DbDataReader reader) => new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetString(3))
    {
        CreatedAt = _form.ReadInstant(reader.GetValue(4)),
        ExpiresAt = _form.ReadInstant(reader.GetValue(5)),
    };
}
