using System.Data.Common;
using Banyan.Gateway.Conversations;
using Banyan.Storage.Sql;
using Banyan.Wire.Translation;
using Dapper;

namespace Banyan.Storage.Kept;

/// <summary>Adds messages to one conversation within one transaction.</summary>
internal sealed class AppendWork(DbTransaction transaction, SqlForm form, KeptRows rows, ConversationHolder holder, Guid id)
{
    private const int MostTitle = 60;

    public async Task<Appended> RunAsync(IReadOnlyList<NewMessage> messages, Appending terms, CancellationToken cancellationToken)
    {
        // The update comes first: it locks the conversation's row, so that sequences are taken one after the other.
        if (await TouchAsync(terms, cancellationToken) is not { } conversation)
        {
            return new Appended(null, []);
        }

        var stored = new List<KeptMessage>();
        var sequence = conversation.Messages;
        foreach (var message in messages)
        {
            var there = message.ClientMessageId is null ? null : await FindAsync(message, cancellationToken);
            stored.Add(there is null ? Made(message, ++sequence, terms.At) : there with { WasThere = true });
        }

        if (sequence > terms.MostMessages && sequence > conversation.Messages)
        {
            return new Appended(conversation, [], IsFull: true);
        }

        KeptMessage[] fresh = [.. stored.Where(message => !message.WasThere)];
        await InsertAsync(fresh);
        var title = conversation.Title ?? Title(Array.Find(fresh, message => message.Turn.Role == PlainRole.User)?.Turn.Text);
        await CountAsync(fresh.Length, title);
        return new Appended(conversation with { Messages = sequence, Title = title }, stored);
    }

    private async Task<KeptConversation?> TouchAsync(Appending terms, CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            "UPDATE kept_conversations AS c SET updated_at = @At, expires_at = @Expires, user_id = COALESCE(c.user_id, @User), "
            + "total_tokens = total_tokens + @Tokens, total_cost_nusd = total_cost_nusd + @Cost, truncations = truncations + @Truncations "
            + $"WHERE {KeptRows.Mine} RETURNING id, user_id, title, metadata, message_count, total_tokens, total_cost_nusd, truncations, summary, summary_upto, created_at, updated_at, expires_at",
            new
            {
                holder.Tenant,
                holder.Service,
                holder.User,
                Id = form.Id(id),
                At = form.Instant(terms.At),
                Expires = form.Instant(terms.ExpiresAt),
                terms.Tokens,
                Cost = terms.CostNanoUsd,
                terms.Truncations,
            },
            transaction);
        return await reader.ReadAsync(cancellationToken) ? rows.ReadConversation(reader) : null;
    }

    private async Task<KeptMessage?> FindAsync(NewMessage message, CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            $"SELECT {KeptRows.Message} FROM kept_messages m WHERE m.tenant_id = @Tenant AND m.conversation_id = @Id AND m.client_message_id = @ClientId AND m.role = @Role",
            new { holder.Tenant, Id = form.Id(id), ClientId = message.ClientMessageId, Role = KeptRows.Word(message.Turn.Role) },
            transaction);
        return await reader.ReadAsync(cancellationToken) ? rows.ReadMessage(reader) : null;
    }

    private Task<int> InsertAsync(KeptMessage[] fresh) => transaction.Connection!.ExecuteAsync(
        "INSERT INTO kept_messages (tenant_id, conversation_id, sequence, role, content, parts, tool_calls, tool_call_id, name, client_message_id, tokens, request_id, is_incomplete, created_at) "
        + "VALUES (@Tenant, @Id, @Sequence, @Role, @Text, @Parts, @Calls, @CallId, @Name, @ClientId, @Tokens, @RequestId, @IsIncomplete, @At)",
        fresh.Select(message => new
        {
            holder.Tenant,
            Id = form.Id(id),
            message.Sequence,
            Role = KeptRows.Word(message.Turn.Role),
            message.Turn.Text,
            message.Turn.Parts,
            Calls = KeptCalls.Write(message.Turn.Calls),
            message.Turn.CallId,
            message.Turn.Name,
            ClientId = message.ClientMessageId,
            message.Tokens,
            RequestId = message.RequestId is { } request ? form.Id(request) : null,
            IsIncomplete = form.Truth(message.IsIncomplete),
            At = form.Instant(message.At),
        }),
        transaction);

    private Task<int> CountAsync(int more, string? title) => more == 0 ? Task.FromResult(0) : transaction.Connection!.ExecuteAsync(
        $"UPDATE kept_conversations AS c SET message_count = message_count + @More, title = @Title WHERE {KeptRows.Mine}",
        new { holder.Tenant, holder.Service, holder.User, Id = form.Id(id), More = more, Title = title },
        transaction);

    private static KeptMessage Made(NewMessage message, int sequence, DateTimeOffset at) => new(sequence, message.Turn)
    {
        ClientMessageId = message.ClientMessageId,
        Tokens = TurnTokens.Of(message.Turn),
        RequestId = message.RequestId,
        IsIncomplete = message.IsIncomplete,
        At = at,
    };

    private static string? Title(string? text)
    {
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : line.Length <= MostTitle ? line : string.Concat(line.AsSpan(0, MostTitle - 1), "…");
    }
}
