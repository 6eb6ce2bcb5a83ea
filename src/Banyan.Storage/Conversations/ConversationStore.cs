using System.Data.Common;
using Banyan.Intents.Memory;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Conversations;

/// <summary>Conversations in a database; the SQL is the same on both. Every statement names tenant and person.</summary>
internal sealed class ConversationStore(Database database, TimeProvider time) : IConversationStore
{
    private const string Columns = "id, title, message_count, created_at, updated_at, intents";
    private const string Mine = "tenant_id = @Tenant AND user_id = @Subject";
    private const int MostTitle = 60;

    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<Conversation> OpenAsync(ConversationOwner owner, string service, string? outsideName, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).WriteAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var id = Guid.CreateVersion7(now);
                var values = new { Id = _form.Id(id), owner.Tenant, owner.Subject, Service = service, Name = outsideName, Now = _form.Instant(now), Expires = _form.Instant(expiresAt) };
                var made = await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO conversations (id, tenant_id, service, user_id, outside_name, created_at, updated_at, expires_at) "
                    + "VALUES (@Id, @Tenant, @Service, @Subject, @Name, @Now, @Now, @Expires) ON CONFLICT DO NOTHING",
                    values,
                    transaction);
                var where = made > 0 ? "id = @Id" : "outside_name = @Name";
                return (await OneAsync(transaction, $"SELECT {Columns} FROM conversations WHERE {Mine} AND {where}", values, cancellationToken))!;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<Conversation?> FindAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).ReadAsync(
            async connection => (await ListAsync(connection, $"SELECT {Columns} FROM conversations WHERE {Mine} AND id = @Id", Values(owner, id), cancellationToken)).FirstOrDefault(),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Conversation>> ListAsync(ConversationOwner owner, DateTimeOffset? before, int first, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).ReadAsync<IReadOnlyList<Conversation>>(
            async connection => await ListAsync(
                connection,
                $"SELECT {Columns} FROM conversations WHERE {Mine} AND updated_at < @Before ORDER BY updated_at DESC, id DESC LIMIT @First",
                new { owner.Tenant, owner.Subject, Before = _form.Instant(before ?? time.GetUtcNow().AddYears(1)), First = first },
                cancellationToken),
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredMessage?> AppendAsync(ConversationOwner owner, Guid id, NewMessage message, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).WriteAsync(transaction => AppendAsync(transaction, owner, id, message), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredMessage>> MessagesAsync(ConversationOwner owner, Guid id, int last, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).ReadAsync<IReadOnlyList<StoredMessage>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    "SELECT m.sequence, m.role, m.client_message_id, m.content, m.run_id, m.created_at FROM conversation_messages m "
                    + "JOIN conversations c ON c.id = m.conversation_id AND c.tenant_id = m.tenant_id "
                    + "WHERE c.tenant_id = @Tenant AND c.user_id = @Subject AND c.id = @Id ORDER BY m.sequence DESC LIMIT @Last",
                    new { owner.Tenant, owner.Subject, Id = _form.Id(id), Last = last });
                var read = new List<StoredMessage>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    read.Add(ReadMessage(reader));
                }

                read.Reverse();
                return read;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredMessage?> MessageAsync(ConversationOwner owner, Guid id, string clientMessageId, string role, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).ReadAsync(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    "SELECT m.sequence, m.role, m.client_message_id, m.content, m.run_id, m.created_at FROM conversation_messages m "
                    + "JOIN conversations c ON c.id = m.conversation_id AND c.tenant_id = m.tenant_id "
                    + "WHERE c.tenant_id = @Tenant AND c.user_id = @Subject AND c.id = @Id AND m.client_message_id = @ClientId AND m.role = @Role",
                    new { owner.Tenant, owner.Subject, Id = _form.Id(id), ClientId = clientMessageId, Role = role });
                return await reader.ReadAsync(cancellationToken) ? ReadMessage(reader) : null;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<string?> OpenStateAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>($"SELECT open_state FROM conversations WHERE {Mine} AND id = @Id", Values(owner, id)),
            cancellationToken);

    /// <inheritdoc />
    public Task SaveStateAsync(ConversationOwner owner, Guid id, string? openState, IReadOnlyList<KeptEntity> spokenOf, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).WriteAsync(
            async transaction =>
            {
                var kept = await transaction.Connection!.ExecuteAsync(
                    $"UPDATE conversations SET open_state = @State WHERE {Mine} AND id = @Id",
                    new { owner.Tenant, owner.Subject, Id = _form.Id(id), State = openState },
                    transaction);
                return kept == 0 ? 0 : await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO intent_entities (tenant_id, conversation_id, kind, entity_id, label, is_owned, at) VALUES (@Tenant, @Id, @Kind, @Thing, @Label, @Owned, @At) "
                    + "ON CONFLICT (conversation_id, kind, entity_id) DO UPDATE SET label = CASE WHEN excluded.label = '' THEN intent_entities.label ELSE excluded.label END, "
                    + "is_owned = excluded.is_owned, at = excluded.at WHERE intent_entities.tenant_id = excluded.tenant_id",
                    spokenOf.Select(thing => new { owner.Tenant, Id = _form.Id(id), thing.Kind, Thing = thing.Id, thing.Label, Owned = _form.Truth(thing.IsOwned), At = _form.Instant(thing.At) }),
                    transaction);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<KeptEntity>> EntitiesAsync(ConversationOwner owner, Guid id, int most, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).ReadAsync<IReadOnlyList<KeptEntity>>(
            async connection =>
            {
                await using var reader = await connection.ExecuteReaderAsync(
                    "SELECT e.kind, e.entity_id, e.label, e.is_owned, e.at FROM intent_entities e JOIN conversations c ON c.id = e.conversation_id AND c.tenant_id = e.tenant_id "
                    + "WHERE c.tenant_id = @Tenant AND c.user_id = @Subject AND c.id = @Id ORDER BY e.at DESC, e.kind, e.entity_id LIMIT @Most",
                    new { owner.Tenant, owner.Subject, Id = _form.Id(id), Most = most });
                var read = new List<KeptEntity>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    read.Add(new KeptEntity(reader.GetString(0), reader.GetString(1), reader.GetString(2), SqlForm.ReadTruth(reader.GetValue(3)), _form.ReadInstant(reader.GetValue(4))));
                }

                return read;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> EraseAsync(ConversationOwner owner, Guid id, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).WriteAsync(
            async transaction => await transaction.Connection!.ExecuteAsync($"DELETE FROM conversations WHERE {Mine} AND id = @Id", Values(owner, id), transaction) > 0,
            cancellationToken);

    /// <inheritdoc />
    public Task<int> EraseAllAsync(ConversationOwner owner, CancellationToken cancellationToken) =>
        database.Of(owner.Tenant).WriteAsync(transaction => transaction.Connection!.ExecuteAsync($"DELETE FROM conversations WHERE {Mine}", owner, transaction), cancellationToken);

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Across.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("DELETE FROM conversations WHERE tenant_id IS NOT NULL AND expires_at <= @Now", new { Now = _form.Instant(now) }, transaction),
            cancellationToken);

    private async Task<StoredMessage?> AppendAsync(DbTransaction transaction, ConversationOwner owner, Guid id, NewMessage message)
    {
        var connection = transaction.Connection!;
        var key = Values(owner, id);
        // The update comes first: it locks the conversation's row, so that sequences are taken one after the other.
        var locked = await connection.ExecuteAsync(
            $"UPDATE conversations SET updated_at = @At, expires_at = @Expires WHERE {Mine} AND id = @Id",
            new { owner.Tenant, owner.Subject, Id = _form.Id(id), At = _form.Instant(message.At), Expires = _form.Instant(message.ExpiresAt) },
            transaction);
        if (locked == 0)
        {
            return null;
        }

        if (await FindAsync(transaction, owner, id, message) is { } there)
        {
            return there with { WasThere = true };
        }

        var sequence = await connection.ExecuteScalarAsync<int>(
            $"UPDATE conversations SET message_count = message_count + 1, title = COALESCE(title, @Title) WHERE {Mine} AND id = @Id RETURNING message_count",
            new { owner.Tenant, owner.Subject, Id = _form.Id(id), Title = message.Role == "user" ? Title(message.Text) : null },
            transaction);
        await connection.ExecuteAsync(
            "INSERT INTO conversation_messages (tenant_id, conversation_id, sequence, role, client_message_id, content, run_id, created_at) VALUES (@Tenant, @Id, @Sequence, @Role, @ClientId, @Text, @RunId, @At)",
            new { owner.Tenant, Id = _form.Id(id), Sequence = sequence, message.Role, ClientId = message.ClientMessageId, message.Text, message.RunId, At = _form.Instant(message.At) },
            transaction);
        if (message.Intents.Count > 0)
        {
            await AddIntentsAsync(transaction, key, message.Intents);
        }

        return new StoredMessage(sequence, message.Role, message.ClientMessageId, message.Text, message.RunId, message.At);
    }

    private async Task AddIntentsAsync(DbTransaction transaction, object key, IReadOnlyList<string> more)
    {
        var known = await transaction.Connection!.ExecuteScalarAsync<string>($"SELECT intents FROM conversations WHERE {Mine} AND id = @Id", key, transaction);
        string[] all = [.. IntentKeys.Read(known!).Union(more, StringComparer.Ordinal)];
        var values = new DynamicParameters(key);
        values.Add("Intents", IntentKeys.Write(all));
        await transaction.Connection!.ExecuteAsync($"UPDATE conversations SET intents = @Intents{_form.Json} WHERE {Mine} AND id = @Id", values, transaction);
    }

    private async Task<StoredMessage?> FindAsync(DbTransaction transaction, ConversationOwner owner, Guid id, NewMessage message)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            "SELECT sequence, role, client_message_id, content, run_id, created_at FROM conversation_messages WHERE tenant_id = @Tenant AND conversation_id = @Id AND client_message_id = @ClientId AND role = @Role",
            new { owner.Tenant, Id = _form.Id(id), ClientId = message.ClientMessageId, message.Role },
            transaction);
        return await reader.ReadAsync() ? ReadMessage(reader) : null;
    }

    private async Task<Conversation?> OneAsync(DbTransaction transaction, string sql, object values, CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(sql, values, transaction);
        return await reader.ReadAsync(cancellationToken) ? ReadConversation(reader) : null;
    }

    private async Task<List<Conversation>> ListAsync(DbConnection connection, string sql, object values, CancellationToken cancellationToken)
    {
        await using var reader = await connection.ExecuteReaderAsync(sql, values);
        var read = new List<Conversation>();
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(ReadConversation(reader));
        }

        return read;
    }

    private Conversation ReadConversation(DbDataReader reader) => new(
        _form.ReadId(reader.GetValue(0)),
        reader.IsDBNull(1) ? null : reader.GetString(1),
        (int)SqlForm.ReadLong(reader.GetValue(2)),
        _form.ReadInstant(reader.GetValue(3)),
        _form.ReadInstant(reader.GetValue(4)),
        IntentKeys.Read(reader.GetString(5)));

    private StoredMessage ReadMessage(DbDataReader reader) => new(
        (int)SqlForm.ReadLong(reader.GetValue(0)),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        _form.ReadInstant(reader.GetValue(5)));

    private object Values(ConversationOwner owner, Guid id) => new { owner.Tenant, owner.Subject, Id = _form.Id(id) };

    private static string Title(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostTitle ? line : string.Concat(line.AsSpan(0, MostTitle - 1), "…");
    }
}
