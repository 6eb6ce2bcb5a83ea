using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Migration.Board;

/// <summary>Groups unmet requests by the likeness of their key words: shared words, or shared pieces of words of four letters.</summary>
internal static class UnmetGrouping
{
    private const double LeastLikeness = 0.4;
    private const int MostGroups = 50, MostWords = 6, Piece = 4;

    /// <summary>The groups, most asked for first.</summary>
    public static IReadOnlyList<UnmetGroup> Of(IReadOnlyList<UnmetSum> sums)
    {
        var groups = new List<Group>();
        foreach (var phrase in sums.GroupBy(sum => sum.Words, StringComparer.Ordinal).OrderByDescending(phrase => phrase.Sum(sum => sum.Messages)).ThenBy(phrase => phrase.Key, StringComparer.Ordinal))
        {
            var words = phrase.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var pieces = words.SelectMany(Pieces).ToHashSet(StringComparer.Ordinal);
            var home = groups.MaxBy(group => Likeness(group, words, pieces));
            if (home is null || Likeness(home, words, pieces) < LeastLikeness)
            {
                groups.Add(home = new Group(words, pieces));
            }

            home.Add(words, phrase);
        }

        return [.. groups.Select(group => group.Show()).OrderByDescending(group => group.Messages).Take(MostGroups)];
    }

    // Groups are told apart by the phrase that opened them, the most frequent one, so they can't drift.
    private static double Likeness(Group group, string[] words, HashSet<string> pieces) =>
        words.Length == 0 || group.Words.Length == 0
            ? words.Length == group.Words.Length ? 1 : 0
            : Math.Max(Share(words.Intersect(group.Words, StringComparer.Ordinal).Count(), words.Length, group.Words.Length), Share(pieces.Count(group.Pieces.Contains), pieces.Count, group.Pieces.Count));

    private static double Share(int both, int first, int second) => 2.0 * both / (first + second);

    private static IEnumerable<string> Pieces(string word) =>
        word.Length <= Piece ? [word] : Enumerable.Range(0, word.Length - Piece + 1).Select(start => word.Substring(start, Piece));

    private sealed class Group(string[] words, HashSet<string> pieces)
    {
        private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
        private readonly HashSet<string> _people = new(StringComparer.Ordinal);
        private long _messages;

        public string[] Words => words;

        public HashSet<string> Pieces => pieces;

        public void Add(string[] own, IEnumerable<UnmetSum> phrase)
        {
            foreach (var sum in phrase)
            {
                _messages += sum.Messages;
                _people.Add(sum.Person);
                foreach (var word in own)
                {
                    _counts[word] = _counts.GetValueOrDefault(word) + sum.Messages;
                }
            }
        }

        public UnmetGroup Show() =>
            new([.. _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostWords).Select(pair => pair.Key)], _messages, _people.Count);
    }
}
