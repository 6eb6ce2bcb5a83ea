using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation.Rules;

/// <summary>No fragment reaches itself.</summary>
internal sealed class NoFragmentCycles(Check check) : Rule(check)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<FragmentSpread> _path = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    public override void Ended()
    {
        foreach (var fragment in Check.Document.Definitions.OfType<FragmentDefinition>())
        {
            if (_seen.Add(fragment.Name.Text))
            {
                Search(fragment);
            }
        }
    }

    // Depth first with a stack of its own: a chain of fragments may be as long as the document.
    private void Search(FragmentDefinition start)
    {
        var waiting = new Stack<(string Name, IEnumerator<FragmentSpread> Spreads)>();
        Open(start, waiting);
        while (waiting.TryPeek(out var top))
        {
            if (!top.Spreads.MoveNext())
            {
                Close(waiting);
                continue;
            }

            var spread = top.Spreads.Current;
            var name = spread.Name.Text;
            _path.Add(spread);
            if (_open.TryGetValue(name, out var index))
            {
                Tell(name, index);
            }
            else if (Check.Fragments.TryGetValue(name, out var next) && _seen.Add(name))
            {
                Open(next, waiting);
                continue;
            }

            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Open(FragmentDefinition fragment, Stack<(string, IEnumerator<FragmentSpread>)> waiting)
    {
        _open[fragment.Name.Text] = _path.Count;
        waiting.Push((fragment.Name.Text, Check.Facts.Spreads(fragment.Selections).GetEnumerator()));
    }

    private void Close(Stack<(string Name, IEnumerator<FragmentSpread> Spreads)> waiting)
    {
        _open.Remove(waiting.Pop().Name);
        if (_path.Count > 0)
        {
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Tell(string name, int index)
    {
        var cycle = _path.GetRange(index, _path.Count - index);
        if (Check.Spend(cycle.Count))
        {
            var via = string.Join(", ", cycle.SkipLast(1).Select(spread => $"\"{spread.Name}\""));
            Check.Report($"Cannot spread fragment \"{name}\" within itself{(via.Length > 0 ? $" via {via}" : "")}.", [.. cycle]);
        }
    }
}
