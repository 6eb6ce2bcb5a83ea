using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.Intents;
using Banyan.Intents;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Money;

/// <summary>The orchestrator beside the Shop with a planner that is paid, and a person whom a budget of any scope can count.</summary>
public sealed class PaidTalk : IAsyncLifetime
{
    private const string Ada = "ada@shop.example", Team = "crew";
    private ShopTalk? _talk;
    private ScriptedModel? _model;
    private int _said;

    /// <summary>How often the model was asked for a plan.</summary>
    internal int Asked => _model!.Asked.Count(question => question.Kind == "plan");

    private Subject Person => _talk!.Services.GetRequiredService<People>().Find(new Caller { Tenant = "default", Service = "shop", KeyId = "k", Team = Team, Grants = Grants.All }, Ada)!;

    public async ValueTask InitializeAsync()
    {
        _model = ScriptedModel.Start();
        _model.Plan = _ => GoldPlans.Of("What about my orders?");
        _talk = await ShopTalk.StartAsync(_model.Yaml);
    }

    public async ValueTask DisposeAsync()
    {
        await _talk!.DisposeAsync();
        await _model!.DisposeAsync();
    }

    /// <summary>Sets a budget without room that counts what plans for the person.</summary>
    internal Task<OneBudget> LimitAsync(BudgetScope scope) => OneBudget.SetAsync(
        _talk!.Services,
        scope,
        scope switch
        {
            BudgetScope.Global => BudgetRule.Each,
            BudgetScope.Team => Team,
            BudgetScope.Service => "shop",
            BudgetScope.Feature => "intents.plan",
            BudgetScope.User => Person.Id,
            BudgetScope.Key => "k",
        },
        1);

    /// <summary>Says something that models plan when they may: never the same again, for what was planned once is remembered.</summary>
    internal async Task<JsonElement> SayAsync()
    {
        var accepted = await _talk!.Flow.PostAsync(new IncomingMessage(Person, await _talk.TalkOfAsync(Ada), $"m{++_said}", $"What about my orders? I ask for the {_said}. time"), default);
        accepted.Refused.ShouldBeNull();
        return await _talk.AnswerAsync(Ada, accepted);
    }
}
