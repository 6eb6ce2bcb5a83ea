using Banyan.Gateway.Prompts.Examples;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Composing;

/// <summary>Tries a version of a prompt with examples, as a caller would ask for it: through the same steps, with the caller's rights and for the caller's money.</summary>
internal sealed class PromptTrials(Composer composer)
{
    private const int AtOnce = 4;

    /// <summary>Tries it.</summary>
    /// <param name="caller">Who asks and pays.</param>
    /// <param name="door">Where it was asked.</param>
    /// <param name="reference">The version, as <c>team/greet:7</c>.</param>
    /// <param name="examples">What with.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <returns>One trial an example, in their order.</returns>
    public async Task<IReadOnlyList<Trial>> RunAsync(Caller caller, string door, string reference, IReadOnlyList<PromptExample> examples, CancellationToken cancellationToken)
    {
        var trials = new Trial[examples.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, examples.Count, options, async (i, token) =>
        {
            var expected = Expectation.Read(examples[i].Expect).Read!;
            var ask = new CompletionAsk { Caller = caller, Door = door, Prompt = reference, Variables = examples[i].Variables, Model = expected.Model ?? "" };
            var outcome = await composer.RunAsync(ask, token);
            trials[i] = new Trial(examples[i], outcome.Answer, outcome.Failed, outcome.Answer is { } answer ? expected.Check(answer.Content) : []);
        });
        return trials;
    }
}
