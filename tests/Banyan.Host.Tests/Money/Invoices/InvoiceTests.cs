using System.Globalization;
using System.Text.Json;
using Banyan.Host.Tests.Processes;

namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>Asks by chance through every door, with failures, cuts, hedges, leaving callers and restarts under load: the ledger equals the providers' invoice.</summary>
public sealed class InvoiceTests
{
    private const int Few = 5_000, Many = 200_000, Seed = 20_261_121;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("BANYAN_FULL") == "1";

    [Fact]
    public async Task The_ledger_equals_the_invoice_to_the_nano_dollar()
    {
        InvoiceLoad? load = null;
        await using var trade = new InvoiceTrade(number => load!.Of(number));
        using var folder = new HostFolder(trade.Yaml());
        await using (load = new InvoiceLoad(trade, folder, IsFull ? Many : Few, Seed, restarts: IsFull ? 12 : 3))
        {
            await load.RunAsync();
            var rows = await InvoiceRow.ReadAsync(folder.Data);
            rows.Sum(user => user.Count()).ShouldBe(trade.Calls);
            var (told, guessed, guessedBill) = (0L, 0L, 0L);
            foreach (var one in load.Cases)
            {
                // Those of a race come in any order, each of a provider of its own.
                var lines = trade.Of(one.Number).OrderBy(line => one.IsRace ? line.Provider : "", StringComparer.Ordinal).ToList();
                var found = rows[one.User].OrderBy(row => one.IsRace ? row.Provider : "", StringComparer.Ordinal).ToList();
                found.Count.ShouldBe(lines.Count, one.Text);
                for (var i = 0; i < lines.Count; i++)
                {
                    Same(one, lines[i], found[i]);
                }

                told += found.Where(row => !row.IsEstimated).Sum(row => row.CostNanoUsd);
                guessed += found.Where(row => row.IsEstimated).Sum(row => row.CostNanoUsd);
                guessedBill += lines.Where(line => !line.IsTold).Sum(line => line.BilledNanoUsd);
            }

            await CountedAsync(load, rows);

            // One that has not learnt yet how late is late waits for the provider's timeout instead.
            var (stalls, hedges) = (trade.All().Count(line => line.Deed == Deed.Stall), rows.Sum(user => user.Count(row => row.IsHedge)));
            hedges.ShouldBeInRange(stalls / 2, stalls, $"of {stalls} that did not begin");
            told.ShouldBe(trade.All().Where(line => line.IsTold).Sum(line => line.BilledNanoUsd));
            guessedBill.ShouldBeGreaterThan(0);
            ((double)guessed / guessedBill).ShouldBeInRange(0.9, 1.1, string.Create(CultureInfo.InvariantCulture, $"estimated {guessed}, billed {guessedBill} nano-USD"));
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{load.Cases.Count} asks, {trade.Calls} calls, {hedges} hedges, {told} nano-USD told, {guessed} estimated of {guessedBill} billed, {load.TurnedAway} turned away"));
        }
    }

    /// <summary>Budgets counted what the ledger holds, of everybody and of each user, hold nothing any more, and say the same after a start.</summary>
    private static async Task CountedAsync(InvoiceLoad load, ILookup<string, InvoiceRow> rows)
    {
        var all = rows.Sum(user => user.Sum(row => row.CostNanoUsd));
        Nano(Of(load.Counted, "GLOBAL")).ShouldBe(all);
        Nano(Of(await load.CountedAnewAsync(), "GLOBAL")).ShouldBe(all);
        var spenders = Of(load.Counted, "USER").GetProperty("spenders").EnumerateArray().ToList();
        spenders.Count.ShouldBe(200);
        spenders.ShouldAllBe(one => Nano(one) == rows[one.GetProperty("scopeId").GetString()!].Sum(row => row.CostNanoUsd));
    }

    private static JsonElement Of(IReadOnlyList<JsonElement> budgets, string scope) => budgets.Single(one => one.GetProperty("scope").GetString() == scope);

    private static long Nano(JsonElement counted) => (long)(decimal.Parse(counted.GetProperty("currentUsage").GetString()!, CultureInfo.InvariantCulture) * 1_000_000_000m);

    /// <summary>Compares one row with the line of the invoice it stands for.</summary>
    private static void Same(InvoiceCase one, InvoiceLine line, InvoiceRow row)
    {
        var outcome = line.Deed switch { Deed.Answer or Deed.CallTool => "succeeded", Deed.Cut when line.SaidBytes > 0 => "truncated", Deed.Wait => "cancelled", Deed.Stall => row.IsHedge ? "cancelled" : "timedout", _ => "failed" };
        var what = $"{line} {row} {one.Text}";
        (row.Provider, row.Outcome, row.IsEstimated).ShouldBe((line.Provider, outcome, line.Deed != Deed.Refuse && !line.IsTold), what);
        var (input, output) = ((long)line.Input, (long)line.Output);
        if (row.IsEstimated)
        {
            var basis = InvoiceBasis.Of(row);
            (basis.InputBytes, basis.OutputBytes).ShouldBe((one.AskedBytes(), line.SaidBytes), what);
            basis.InputBytesPerToken.ShouldBeInRange(3.5, 5.5, what);
            basis.OutputBytesPerToken.ShouldBeInRange(3.5, 5.5, what);
            (input, output) = (line.ToldInput ? input : basis.Tokens.Input, basis.Tokens.Output);
        }

        (row.Input, row.Output, row.CostNanoUsd).ShouldBe((input, output, InvoiceLine.PriceOf(line.Provider, input, output)), what);
    }
}
