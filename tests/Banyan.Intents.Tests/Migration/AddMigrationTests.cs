using Banyan.Intents.Migration;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class AddMigrationTests
{
    private static readonly Subject Ada = Person("ada");
    private readonly FakeClock _clock = new();
    private readonly MemoryRouteStore _store = new();
    private readonly TestSettings _settings = new() { Catalogue = Catalogue(Get) };
    private readonly ScriptedBackends _backends = new();

    [Fact]
    public async Task Compared_reads_and_counts_reach_the_store_by_themselves_and_the_rest_at_the_stop()
    {
        _settings.Stage(Get.Key, Stage.Shadow);
        await using var services = Services();
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var one in hosted)
        {
            await one.StartAsync(default);
        }

        var compared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _backends.Answer = call =>
        {
            compared.TrySetResult();
            return ScriptedBackends.Well("""{"status":"wrong"}""");
        };
        var routes = services.GetRequiredService<IRoutes>();
        var choice = await routes.ChooseAsync(Get, Ada, default);
        routes.Report(new RouteReport(Get.Key, choice.Primary!.Backend, RouteOutcome.Answered, TimeSpan.FromMilliseconds(10), false, Ada));
        routes.Shadow(new ShadowRead(Get, choice.Shadow!, choice.Primary, Json("{}"), Json("""{"status":"open"}"""), Ada, "run", "s1"));
        await compared.Task;
        services.GetRequiredService<IDemand>().Asked(Ada, [Get.Key], []);
        foreach (var one in Enumerable.Reverse(hosted))
        {
            await one.StopAsync(default);
        }

        _store.Calls.ShouldContain(call => call.Kind == CallCount.Answer && call.Calls == 1);
        _store.Demand.ShouldHaveSingleItem().Messages.ShouldBe(1);
        _store.Stages.Keys.ShouldBe([("default", Get.Key)]);
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_counted()
    {
        await using var services = Services();
        var routes = services.GetRequiredService<IRoutes>();
        await Parallel.ForAsync(0, 2_000, async (number, _) =>
        {
            var person = Person($"user-{number % 50}");
            var choice = await routes.ChooseAsync(Get, person, CancellationToken.None);
            routes.Report(new RouteReport(Get.Key, choice.Primary!.Backend, number % 20 == 0 ? RouteOutcome.Erred : RouteOutcome.Answered, TimeSpan.FromMilliseconds(number % 90), false, person));
            await routes.BindAsync(Get, person, Generation.Modern, CancellationToken.None);
            services.GetRequiredService<IDemand>().Asked(person, [Get.Key], ["gift wrapping"]);
            if (number % 100 == 0)
            {
                await services.GetRequiredService<RouteUpkeep>().RoundAsync(CancellationToken.None);
            }
        });
        await services.GetRequiredService<RouteUpkeep>().FlushAsync(CancellationToken.None);

        (_store.Calls.Sum(call => call.Calls), _store.Calls.Sum(call => call.Errors)).ShouldBe((2_000, 100));
        _store.Demand.Sum(count => count.Messages).ShouldBe(2_000);
        _store.Unmet.Sum(count => count.Messages).ShouldBe(2_000);
        _store.Bindings.Count.ShouldBe(50);
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging(log => log.ClearProviders())
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton<IIntentSettings>(_settings)
        .AddSingleton<IIntentCatalogue>(_settings)
        .AddSingleton<IBackends>(_backends)
        .AddSingleton<IRouteStore>(_store)
        .AddMigration()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
}
