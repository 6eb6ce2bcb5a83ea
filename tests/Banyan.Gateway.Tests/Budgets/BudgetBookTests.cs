namespace Banyan.Gateway.Tests.Budgets;

public sealed class BudgetBookTests
{
    [Fact]
    public async Task What_another_node_set_is_in_force_within_a_second_though_its_notice_is_lost()
    {
        var bench = new BudgetBench();
        await bench.Book.StartAsync(default);
        await bench.Clock.ArmedAsync();
        bench.Rules.Add(BudgetBench.Rule(5));
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (bench.Book.Index.All.Count == 0)
        {
            await Task.Delay(5, patience.Token);
        }

        await bench.Book.StopAsync(default);
    }
}
