using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Banyan.Storage.Sqlite;

/// <summary>The writing connection: what it prepared once it runs again without preparing it. Not thread-safe, as its one writer is one at a time.</summary>
internal sealed class WriterConnection(string connectionString) : SqliteConnection(connectionString)
{
    // Texts that differ from call to call (lists of values) must not pile up.
    private const int Most = 256;
    private readonly Dictionary<string, (SqliteCommand Command, SqliteDataReader? Reader)> _kept = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    public int Kept => _kept.Count;

    /// <summary>A command of a text, prepared if it ran before and is not being read.</summary>
    public SqliteCommand Take(string text)
    {
        if (_kept.Remove(text, out var kept) && kept.Reader is null or { IsClosed: true })
        {
            return kept.Command;
        }

        var command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    /// <summary>Keeps a command that ran.</summary>
    /// <param name="command">Which.</param>
    /// <param name="reader">What reads its rows; null when nothing does any more.</param>
    public void Keep(SqliteCommand command, SqliteDataReader? reader)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (_kept.Count >= Most)
        {
            Forget();
        }

        _kept[command.CommandText] = (command, reader);
    }

    /// <inheritdoc />
    protected override DbCommand CreateDbCommand() => new WriterCommand(this);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
        }

        base.Dispose(disposing);
    }

    private void Forget()
    {
        foreach (var (command, _) in _kept.Values.Where(one => one.Reader is null or { IsClosed: true }))
        {
            command.Dispose();
        }

        _kept.Clear();
    }
}
