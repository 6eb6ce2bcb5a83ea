using System.Text;

namespace Banyan.Cli.Marking;

/// <summary>Cuts Markdown that is still coming into blocks. A block is complete when what follows can't belong to it: behind a blank line, a heading or a closed fence.</summary>
internal sealed class BlockCutter
{
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _block = new();
    private readonly List<Block> _done = [];
    private string? _fence;
    private bool _isList;
    private bool _isBlank;
    private bool _isApart;

    /// <summary>Takes a piece and gives the blocks that are complete.</summary>
    public IReadOnlyList<Block> Take(string piece)
    {
        _done.Clear();
        foreach (var letter in piece)
        {
            if (letter == '\n')
            {
                var line = _line.ToString();
                _line.Clear();
                TakeLine(line);
            }
            else
            {
                _line.Append(letter);
            }
        }

        return [.. _done];
    }

    /// <summary>Gives what is left at the end; the last of it may be unfinished.</summary>
    public IReadOnlyList<Block> End()
    {
        _done.Clear();
        if (_line.Length > 0)
        {
            var line = _line.ToString();
            _line.Clear();
            TakeLine(line);
        }

        Cut();
        return [.. _done];
    }

    private void TakeLine(string line)
    {
        if (_fence is not null)
        {
            _block.Append(line).Append('\n');
            if (Fence(line) is { } closing && closing.StartsWith(_fence, StringComparison.Ordinal) && line.Trim().Trim(_fence[0]).Length == 0)
            {
                _fence = null;
                CutUnlessList();
            }

            return;
        }

        if (string.IsNullOrWhiteSpace(line))
        {
            TakeBlank();
            return;
        }

        var isIndented = line[0] is ' ' or '\t';
        if (_isBlank && !(_isList && (isIndented || IsItem(line))))
        {
            Cut();
        }

        Begin(line);
    }

    /// <summary>A blank line ends a block; only a list may go on behind one.</summary>
    private void TakeBlank()
    {
        _isBlank = true;
        if (_isList)
        {
            _block.Append('\n');
            return;
        }

        Cut();
        _isApart = true;
    }

    private void Begin(string line)
    {
        _isBlank = false;
        var isFirst = _block.Length == 0;
        if (Fence(line) is { } fence)
        {
            if (!_isList)
            {
                Cut();
            }

            _fence = fence;
        }

        _isList |= isFirst && IsItem(line);
        _block.Append(line).Append('\n');
        if (isFirst && line.TrimStart().StartsWith('#'))
        {
            Cut();
        }
    }

    private void CutUnlessList()
    {
        if (!_isList)
        {
            Cut();
        }
    }

    private void Cut()
    {
        if (_block.ToString().TrimEnd('\n') is { Length: > 0 } text)
        {
            var isBlankBehind = _isBlank;
            _done.Add(new Block(text, _isApart));
            _isApart = isBlankBehind;
        }

        _block.Clear();
        (_isList, _isBlank) = (false, false);
    }

    private static bool IsItem(string line)
    {
        var text = line.TrimStart();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return text is ['-' or '*' or '+', ' ', ..] || (digits is > 0 and < 10 && text.Length > digits + 1 && text[digits] is '.' or ')' && text[digits + 1] == ' ');
    }

    /// <summary>The fence a line opens or closes; null when it is none.</summary>
    private static string? Fence(string line)
    {
        var text = line.TrimStart();
        var count = text.Length > 0 && text[0] is '`' or '~' ? text.TakeWhile(letter => letter == text[0]).Count() : 0;
        return count >= 3 ? text[..count] : null;
    }
}
