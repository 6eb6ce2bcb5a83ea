using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Spool;

/// <summary>Rows the database will never take, kept as JSON lines for an operator.</summary>
internal sealed class RefusedRows(string folder)
{
    /// <summary>Adds a row.</summary>
    public void Keep(UsageRow row) =>
        File.AppendAllText(Path.Combine(folder, "refused.jsonl"), JsonSerializer.Serialize(row, UsageJson.Default.UsageRow) + "\n");
}
