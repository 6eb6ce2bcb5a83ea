using System.Collections.Frozen;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Switches;

public sealed class SwitchDeskTests
{
    private readonly SwitchBench _bench = new(Model("lab", "small"), Model("lab", "both"), Model("works", "both"), Model("kit", "chat", isClosed: true));

    [Theory]
    [InlineData(SwitchScope.Provider, "lab", "lab")]
    [InlineData(SwitchScope.Provider, "LAB", "lab")]
    [InlineData(SwitchScope.Model, "lab/small", "lab/small")]
    [InlineData(SwitchScope.Model, "Lab/Small", "lab/small")]
    [InlineData(SwitchScope.Model, "small", "lab/small")]
    [InlineData(SwitchScope.Model, "lab/undeclared", "lab/undeclared")]
    [InlineData(SwitchScope.Model, "LAB/org/undeclared", "lab/org/undeclared")]
    [InlineData(SwitchScope.Feature, "whatever", "whatever")]
    [InlineData(SwitchScope.Service, "whatever", "whatever")]
    public async Task What_is_stopped_is_kept_under_its_own_name(SwitchScope scope, string given, string kept) =>
        (await _bench.ThrowAsync(scope, given)).Thrown!.ScopeId.ShouldBe(kept);

    [Theory]
    [InlineData(SwitchScope.Provider, "opnai", "There is no provider 'opnai'; there are: kit, lab, works.")]
    [InlineData(SwitchScope.Model, "opnai/small", "There is no provider 'opnai'; there are: kit, lab, works.")]
    [InlineData(SwitchScope.Model, "smal", "There is no model 'smal'; name one in full, as provider/name.")]
    [InlineData(SwitchScope.Model, "lab/", "There is no model 'lab/'; name one in full, as provider/name.")]
    [InlineData(SwitchScope.Model, "both", "Several providers have a model 'both'; name one of them in full: lab/both, works/both. A switch of scope PROVIDER stops all of a provider's.")]
    [InlineData(SwitchScope.Model, "kit/chatt", "The provider 'kit' has no model 'chatt'; it has: kit/chat.")]
    [InlineData(SwitchScope.Model, "quick", "'quick' is an alias; name one of the models behind it in full, as provider/name.")]
    public async Task What_is_not_there_is_not_reported_as_stopped(SwitchScope scope, string given, string words)
    {
        _bench.Current = _bench.Current with { Aliases = new Dictionary<string, ModelAlias>(StringComparer.Ordinal) { ["quick"] = null! }.ToFrozenDictionary(StringComparer.Ordinal) };
        (await _bench.ThrowAsync(scope, given)).Refused.ShouldBe(words);
        _bench.Stored.Kills.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_written_otherwise_is_the_same_switch_thrown_anew()
    {
        var first = (await _bench.ThrowAsync(SwitchScope.Feature, "Search")).Thrown!;
        var again = (await _bench.ThrowAsync(SwitchScope.Feature, "search", cuts: true)).Thrown!;
        (again.Id, again.ScopeId, again.CutsStreams).ShouldBe((first.Id, "Search", true));
        _bench.Desk.List("default").ShouldHaveSingleItem();
        (await _bench.Desk.ClearAsync(_bench.Operator, first.Id, default)).ShouldBeNull();
        _bench.Desk.List("default").ShouldBeEmpty();
    }

    private static ModelEntry Model(string provider, string name, bool isClosed = false)
    {
        var small = TestExchange.SmallModel();
        return small with { Name = name, Provider = small.Provider with { Name = provider, ServesDeclaredModelsOnly = isClosed } };
    }
}
