using System.Data.Common;
using Banyan.Gateway.Conversations;
using Banyan.Storage.Sql;
using Banyan.Wire.Translation;

namespace Banyan.Storage.Kept;

/// <summary>The columns of conversations and messages, in the order they are read.</summary>
internal sealed class KeptRows(SqlForm form)
{
    public const string Conversation =
        "c.id, c.user_id, c.title, c.metadata, c.message_count, c.total_tokens, c.total_cost_nusd, c.truncations, c.summary, c.summary_upto, c.created_at, c.updated_at, c.expires_at";

    public const string Message =
        "m.sequence, m.role, m.content, m.parts, m.tool_calls, m.tool_call_id, m.name, m.client_message_id, m.tokens, m.request_id, m.is_incomplete, m.created_at";

    /// <summary>The one of an id, if it is the holder's: a named person sees their own and what nobody has spoken in yet, the service all of its own.</summary>
    public const string Mine =
        "c.tenant_id = @Tenant AND c.service = @Service AND c.id = @Id AND (CAST(@User AS text) IS NULL OR c.user_id IS NULL OR c.user_id = @User)";

    private static readonly string[] Roles = [.. Enum.GetNames<PlainRole>().Select(name => name.ToLowerInvariant())];

    public static string Word(PlainRole role) => Roles[(int)role];

    public KeptConversation ReadConversation(DbDataReader reader) => new(form.ReadId(reader.GetValue(0)))
    {
        User = Text(reader, 1),
        Title = Text(reader, 2),
        Metadata = reader.GetString(3),
        Messages = Number(reader, 4),
        Tokens = SqlForm.ReadLong(reader.GetValue(5)),
        CostNanoUsd = SqlForm.ReadLong(reader.GetValue(6)),
        Truncations = Number(reader, 7),
        Summary = Text(reader, 8),
        SummaryUpTo = Number(reader, 9),
        CreatedAt = form.ReadInstant(reader.GetValue(10)),
        UpdatedAt = form.ReadInstant(reader.GetValue(11)),
        ExpiresAt = form.ReadInstant(reader.GetValue(12)),
    };

    public KeptMessage ReadMessage(DbDataReader reader) => new(Number(reader, 0), ReadTurn(reader))
    {
        ClientMessageId = Text(reader, 7),
        Tokens = Number(reader, 8),
        RequestId = reader.IsDBNull(9) ? null : form.ReadId(reader.GetValue(9)),
        IsIncomplete = SqlForm.ReadTruth(reader.GetValue(10)),
        At = form.ReadInstant(reader.GetValue(11)),
    };

    private static PlainTurn ReadTurn(DbDataReader reader) => new((PlainRole)Array.IndexOf(Roles, reader.GetString(1)), reader.GetString(2))
    {
        Parts = Text(reader, 3),
        Calls = KeptCalls.Read(Text(reader, 4)),
        CallId = Text(reader, 5),
        Name = Text(reader, 6),
    };

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int Number(DbDataReader reader, int column) => (int)SqlForm.ReadLong(reader.GetValue(column));
}
