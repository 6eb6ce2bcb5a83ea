using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Leases;
using Banyan.Storage.Sql;

namespace Banyan.Storage.Journal;

/// <summary>Turns of writes that are let go and taken together with what is appended.</summary>
internal static class TurnRows
{
    /// <summary>Lets go what is over and takes what is wished for, name by name in one order for all runs, so that no two wait for each other.</summary>
    /// <returns>What was taken; null when nothing is wished for, or somebody holds it.</returns>
    public static async Task<Lease?> PassAsync(DbTransaction transaction, SqlForm form, JournalAppend append, CancellationToken cancellationToken)
    {
        Lease? turn = null;
        foreach (var name in Names(append))
        {
            foreach (var over in append.Releases.Where(over => over.Name == name))
            {
                await LeaseRows.ReleaseAsync(transaction, form, over, append.At);
            }

            if (append.Takes is { } wish && wish.Name == name)
            {
                turn = await LeaseRows.TakeAsync(transaction, form, (append.Tenant, name, wish.Life), append.At, cancellationToken);
            }
        }

        return turn;
    }

    /// <summary>The names an append lets go or takes, in the order in which every run goes through them.</summary>
    public static IEnumerable<string> Names(JournalAppend append) =>
        append.Releases.Select(over => over.Name).Append(append.Takes?.Name).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
