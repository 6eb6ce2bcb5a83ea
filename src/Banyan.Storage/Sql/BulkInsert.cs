using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Banyan.Storage.Sql;

/// <summary>Adds many rows with few statements, the same on both databases: a statement of fifty rows, and one of what is left over.</summary>
/// <param name="into">As <c>table (one, two)</c>.</param>
/// <param name="columns">How many columns.</param>
internal sealed class BulkInsert(string into, int columns)
{
    private const int RowsAtOnce = 50;

    /// <summary>Adds rows, leaving those that are there.</summary>
    public async Task RunAsync(DbTransaction transaction, IReadOnlyList<object?[]> rows)
    {
        for (var at = 0; at < rows.Count; at += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, rows.Count - at);
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Text(count);
            for (var row = 0; row < count; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = Name(row, column);
                    parameter.Value = rows[at + row][column] ?? DBNull.Value;
                    command.Parameters.Add(parameter);
                }
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private string Text(int rows)
    {
        var text = new StringBuilder($"INSERT INTO {into} VALUES ");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(0, columns).Select(column => "@" + Name(row, column))).Append(')');
        }

        return text.Append(" ON CONFLICT DO NOTHING").ToString();
    }

    private static string Name(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"p{row}_{column}");
}
