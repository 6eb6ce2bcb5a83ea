using Banyan.Gateway.Conversations;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Kept;

/// <summary>Conversations in a database; the SQL is the same on both. Every statement names tenant and service, and the person where there is one.</summary>
internal sealed class KeptConversations(Database database) : IKeptConversations
{
    private readonly SqlForm _form = database.Form;
    private readonly KeptRows _rows = new(database.Form);

    /// <inheritdoc />
    public Task<KeptConversation> CreateAsync(ConversationHolder holder, NewConversation fresh, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).WriteAsync(
            async transaction =>
            {
                var id = Guid.CreateVersion7(fresh.At);
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO kept_conversations (id, tenant_id, service, user_id, metadata, created_at, updated_at, expires_at) "
                    + "VALUES (@Id, @Tenant, @Service, @User, @Metadata, @At, @At, @Expires)",
                    new { Id = _form.Id(id), holder.Tenant, holder.Service, holder.User, fresh.Metadata, At = _form.Instant(fresh.At), Expires = _form.Instant(fresh.ExpiresAt) },
                    transaction);
                return new KeptConversation(id) { User = holder.User, Metadata = fresh.Metadata, CreatedAt = fresh.At, UpdatedAt = fresh.At, ExpiresAt = fresh.ExpiresAt };
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<KeptConversation?> FindAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).ReadAsync(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync($"SELECT {KeptRows.Conversation} FROM kept_conversations c WHERE {KeptRows.Mine}", Key(holder, id));
                return await reader.ReadAsync(cancellationToken) ? _rows.ReadConversation(reader) : null;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<KeptConversation>> ListAsync(ConversationHolder holder, ListPlace? after, int first, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).ReadAsync<IReadOnlyList<KeptConversation>>(
            async connection =>
            {
                var whose = holder.User is null ? "" : " AND c.user_id = @User";
                var where = after is null ? "" : " AND (c.updated_at < @At OR (c.updated_at = @At AND c.id < @Id))";
                await using var reader = await connection.ExecuteReaderAsync(
                    $"SELECT {KeptRows.Conversation} FROM kept_conversations c WHERE c.tenant_id = @Tenant AND c.service = @Service{whose}{where} ORDER BY c.updated_at DESC, c.id DESC LIMIT @First",
                    new { holder.Tenant, holder.Service, holder.User, At = _form.Instant(after?.UpdatedAt ?? DateTimeOffset.UnixEpoch), Id = _form.Id(after?.Id ?? Guid.Empty), First = first });
                var read = new List<KeptConversation>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    read.Add(_rows.ReadConversation(reader));
                }

                return read;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<KeptMessage>> MessagesAsync(ConversationHolder holder, Guid id, int? before, int last, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).ReadAsync<IReadOnlyList<KeptMessage>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    $"SELECT {KeptRows.Message} FROM kept_messages m JOIN kept_conversations c ON c.id = m.conversation_id AND c.tenant_id = m.tenant_id "
                    + $"WHERE {KeptRows.Mine} AND m.sequence < @Before ORDER BY m.sequence DESC LIMIT @Last",
                    new { holder.Tenant, holder.Service, holder.User, Id = _form.Id(id), Before = before ?? int.MaxValue, Last = last });
                var read = new List<KeptMessage>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    read.Add(_rows.ReadMessage(reader));
                }

                read.Reverse();
                return read;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<Appended> AppendAsync(ConversationHolder holder, Guid id, IReadOnlyList<NewMessage> messages, Appending terms, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).WriteAsync(transaction => new AppendWork(transaction, _form, _rows, holder, id).RunAsync(messages, terms, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<bool> SummariseAsync(ConversationHolder holder, Guid id, string summary, int upTo, int knownUpTo, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).WriteAsync(
            async transaction => await transaction.Connection!.ExecuteAsync(
                $"UPDATE kept_conversations AS c SET summary = @Summary, summary_upto = @UpTo WHERE {KeptRows.Mine} AND c.summary_upto = @KnownUpTo",
                new { holder.Tenant, holder.Service, holder.User, Id = _form.Id(id), Summary = summary, UpTo = upTo, KnownUpTo = knownUpTo },
                transaction) > 0,
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> DeleteAsync(ConversationHolder holder, Guid id, CancellationToken cancellationToken) =>
        database.Of(holder.Tenant).WriteAsync(
            async transaction => await transaction.Connection!.ExecuteAsync($"DELETE FROM kept_conversations AS c WHERE {KeptRows.Mine}", Key(holder, id), transaction) > 0,
            cancellationToken);

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "DELETE FROM kept_conversations WHERE tenant_id IS NOT NULL AND id IN (SELECT id FROM kept_conversations WHERE expires_at <= @Now ORDER BY expires_at LIMIT @Most)",
                new { Now = _form.Instant(now), Most = most },
                transaction),
            cancellationToken);

    private object Key(ConversationHolder holder, Guid id) => new { holder.Tenant, holder.Service, holder.User, Id = _form.Id(id) };
}
