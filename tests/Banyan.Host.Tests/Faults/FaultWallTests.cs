using Banyan.Host.Tests.App;
using Banyan.TestKit.Grammar;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Faults;

/// <summary>The scripted provider misbehaves in every way of <see cref="EarlyFaults"/> and <see cref="LateFaults"/>, on every door.</summary>
public sealed class FaultWallTests
{
    public static TheoryData<char, string> Early => Cases(EarlyFaults.All.Keys);

    public static TheoryData<char, string> Late => Cases(LateFaults.All.Keys);

    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [Trait("Attack", "28")]
    [MemberData(nameof(Early))]
    public async Task Before_content_the_next_candidate_answers_and_the_caller_notices_nothing(char letter, string fault)
    {
        var bench = await FaultBench.OfAsync(letter);
        var place = bench.Take(fault, () => EarlyFaults.All[fault](bench.Talk));
        var answer = await bench.AskAsync(place.Model, streams: true);
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldContain(FaultBench.SecondText);
        answer.Text.ShouldNotContain("never seen");
        answer.Header("x-banyan-attempts").ShouldBe("2");
        StreamGrammar.Check(letter, answer.Body).ShouldBeEmpty(answer.Text);
        place.Requests().Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Late))]
    public async Task After_content_the_caller_gets_an_explicit_error_and_never_a_clean_end(char letter, string fault)
    {
        var bench = await FaultBench.OfAsync(letter);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var place = bench.Take(FaultNames.Late(fault), () => LateFaults.Play(fault, bench.Talk, seen.Task));
        var answer = await bench.AskAsync(place.Model, streams: true, seen);
        answer.Status.ShouldBe(200);
        answer.Text.ShouldContain(LateFaults.Partial);
        answer.Text.ShouldContain("error");
        StreamGrammar.Check(letter, answer.Body, failed: true).ShouldBeEmpty(answer.Text);
        bench.SecondAsked(place.Model).ShouldBe(0, "after content nothing may be asked again");
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_caller_who_leaves_frees_the_provider_at_once(char letter)
    {
        var bench = await FaultBench.OfAsync(letter);
        var place = bench.Take(FaultNames.Leaver, () => WallScript.Stream(bench.Talk.StreamType).Chunk(bench.Talk.Stream(["one", "two"], 1, 1)[bench.Talk.Preamble]).Silence());
        var (path, body) = bench.Talk.Ask(place.Model, streams: true, "Hello there");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        var response = await bench.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var asked = place.Requests().Single();
        response.Dispose();
        await asked.ClientGone.WaitAsync(Patience.Long);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_whole_answer_fails_over_too_and_is_relayed_byte_for_byte(char letter)
    {
        var bench = await FaultBench.OfAsync(letter);
        var place = bench.Take(FaultNames.Whole, () => WallScript.Json(bench.Talk.ErrorBody("broken"), 503));
        var answer = await bench.AskAsync(place.Model, streams: false);
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldBe(bench.Talk.Whole(FaultBench.SecondText, 11, 7));
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task When_every_candidate_fails_the_error_is_in_the_callers_dialect_and_names_no_secret(char letter)
    {
        var bench = await FaultBench.OfAsync(letter);
        var place = bench.Take(FaultNames.Alone, () => WallScript.Json(bench.Talk.ErrorBody("broken: sk-first-0123456789abcdef"), 503));
        var answer = await bench.AskAsync(place.Model.Replace("m", "f", StringComparison.Ordinal) + "/up", streams: false);
        answer.Status.ShouldBeOneOf(503, 529);
        answer.Text.ShouldNotContain("sk-first");
        answer.Header("retry-after").ShouldNotBeNull();
        answer.Header("x-should-retry").ShouldBe("false");
        answer.Text.ShouldContain("\"error\"");
        place.Requests().Count.ShouldBe(3);
    }

    private static TheoryData<char, string> Cases(IEnumerable<string> faults)
    {
        var cases = new TheoryData<char, string>();
        foreach (var fault in faults)
        {
            foreach (var talk in WireTalk.All)
            {
                cases.Add(talk.Letter, fault);
            }
        }

        return cases;
    }
}
