using System.Threading.Channels;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Completions;

/// <summary>Takes ended exchanges in, away from their road: making a row and putting it in line is all an exchange pays.</summary>
/// <remarks>When the store can't keep up the oldest rows go: money stands in the ledger, which loses nothing.</remarks>
internal sealed class CompletionQueue(TimeProvider time) : IExchangeObserver
{
    private const int MostRows = 20_000;
    private readonly Channel<CompletionRow> _rows = Channel.CreateBounded<CompletionRow>(new BoundedChannelOptions(MostRows) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <inheritdoc />
    public void Ended(ExchangeRecord record)
    {
        if (record.Exchange.Operation != Operation.CountTokens)
        {
            _rows.Writer.TryWrite(CompletionRows.Of(record, time.GetUtcNow()));
        }
    }

    /// <summary>Takes rows out, at most so many; empty when there are none.</summary>
    public List<CompletionRow> Take(int most)
    {
        var rows = new List<CompletionRow>();
        while (rows.Count < most && _rows.Reader.TryRead(out var row))
        {
            rows.Add(row);
        }

        return rows;
    }
}
