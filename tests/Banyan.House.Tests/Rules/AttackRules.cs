using System.Globalization;
using System.Text.RegularExpressions;
using Banyan.House.Tests.Reading;

namespace Banyan.House.Tests.Rules;

/// <summary>Every number of the attack checklist is tried by a test, or waits on a list that only shrinks.</summary>
internal static partial class AttackRules
{
    public const string List = "tests/Banyan.House.Tests/AttacksPending.txt";
    private const int Attacks = 61;

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> sources, string pending, int most)
    {
        var tried = sources.SelectMany(source => Marks().Matches(source.Text).Select(mark => (source.Path, Number: int.Parse(mark.Groups["number"].Value, CultureInfo.InvariantCulture)))).ToLookup(mark => mark.Number, mark => mark.Path);
        var waiting = pending.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' ', 2)).ToList();
        var numbers = waiting.ConvertAll(line => int.Parse(line[0], CultureInfo.InvariantCulture));
        foreach (var number in Enumerable.Range(1, Attacks))
        {
            if (!tried.Contains(number) && !numbers.Contains(number))
            {
                yield return new Violation("H10", $"attack {number}", "is neither tried nor on the list", $"Write the test and mark it [Trait(\"Attack\", \"{number}\")].");
            }
            else if (tried.Contains(number) && numbers.Contains(number))
            {
                yield return new Violation("H10", $"attack {number}", $"is tried in {tried[number].First()} and still on the list", $"Take its line out of {List}.");
            }
        }

        foreach (var line in waiting.Where(line => line.Length < 2 || line[1].Trim().Length < 10))
        {
            yield return new Violation("H10", $"attack {line[0]}", "waits without a reason", "Say what does not exist yet.");
        }

        foreach (var stray in tried.Select(mark => mark.Key).Concat(numbers).Where(number => number is < 1 or > Attacks).Distinct())
        {
            yield return new Violation("H10", $"attack {stray}", "is no number of the checklist", $"Numbers go from 1 to {Attacks}.");
        }

        if (waiting.Count != most)
        {
            yield return new Violation("H10", List, $"has {waiting.Count} lines where {most} are expected", "The list may only shrink: lower the figure in AttackTests when it does.");
        }
    }

    [GeneratedRegex("""\[Trait\("Attack", "(?<number>\d+)"\)\]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Marks();
}
