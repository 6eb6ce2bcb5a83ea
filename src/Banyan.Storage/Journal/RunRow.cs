using System.Data.Common;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Journal;

/// <summary>Reads rows of the journal's tables.</summary>
internal static class RunRow
{
    /// <summary>Columns of a run, in the order of <see cref="ReadAsync"/>.</summary>
    public const string Columns =
        "r.tenant_id, r.id, r.conversation_id, r.client_message_id, r.subject_id, r.message_hash, r.status, r.is_open, r.head, r.fence, r.is_cancel_asked, r.due_at, r.created_at";

    /// <summary>Reads the runs of a reader to its end.</summary>
    public static async Task<IReadOnlyList<JournalRun>> ReadAsync(DbDataReader reader, SqlForm form, CancellationToken cancellationToken)
    {
        await using (reader)
        {
            var runs = new List<JournalRun>();
            while (await reader.ReadAsync(cancellationToken))
            {
                runs.Add(Read(reader, form));
            }

            return runs;
        }
    }

    private static JournalRun Read(DbDataReader reader, SqlForm form) => new()
    {
        Tenant = reader.GetString(0),
        Id = reader.GetString(1),
        ConversationId = reader.GetString(2),
        ClientMessageId = reader.GetString(3),
        SubjectId = reader.GetString(4),
        MessageHash = reader.GetString(5),
        Status = reader.GetString(6),
        IsOpen = SqlForm.ReadTruth(reader.GetValue(7)),
        Head = SqlForm.ReadLong(reader.GetValue(8)),
        Fence = SqlForm.ReadLong(reader.GetValue(9)),
        IsCancelAsked = SqlForm.ReadTruth(reader.GetValue(10)),
        DueAt = reader.IsDBNull(11) ? null : form.ReadInstant(reader.GetValue(11)),
        CreatedAt = form.ReadInstant(reader.GetValue(12)),
    };
}
