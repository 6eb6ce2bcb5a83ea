using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning;

/// <summary>The intents a model is shown: all of up to thirty, else the twenty likeliest and those the conversation used.</summary>
internal static class Shortlist
{
    private const int MostShown = 30;
    private const int Likeliest = 20;

    /// <summary>The intents, sorted by key so that the same list has the same bytes.</summary>
    public static IReadOnlyList<Intent> Of(PlanRequest request, LexicalPlanner lexical)
    {
        if (request.Visible.Count <= MostShown)
        {
            return request.Visible;
        }

        var used = (request.Conversation.Draft?.Steps.Select(step => step.Intent) ?? []).Concat(request.Conversation.Used).ToHashSet(StringComparer.Ordinal);
        var likely = lexical.Rank(request).Take(Likeliest);
        return [.. request.Visible.Where(intent => used.Contains(intent.Key)).Concat(likely).DistinctBy(intent => intent.Key, StringComparer.Ordinal).OrderBy(intent => intent.Key, StringComparer.Ordinal)];
    }
}
