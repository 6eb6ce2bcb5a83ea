using Banyan.House.Tests.Reading;
using Banyan.House.Tests.Rules;

namespace Banyan.House.Tests;

public sealed class TextTests
{
    // These tests must name what they look for.
    private static readonly IReadOnlyList<TextFile> Files =
        [.. Repository.Files.Where(file => !file.Path.StartsWith("tests/Banyan.House.Tests/", StringComparison.Ordinal))];

    [Fact]
    public void No_file_names_a_path_of_one_machine() => TextRules.MachinePaths(Files).ShouldHold();

    [Fact]
    public void No_file_names_a_package_registry() => TextRules.RegistryHosts(Files).ShouldHold();

    [Fact]
    public void Lock_files_hold_no_addresses() => TextRules.LockFiles(Files).ShouldHold();

    [Theory]
    [InlineData("see /work/shared/data", 1)]
    [InlineData("cd /home/ann/banyan", 1)]
    [InlineData("C:\\Users\\ann\\x", 1)]
    [InlineData("../shared/data and docs/work/x and /v1/models", 0)]
    public void A_machine_path_is_found(string text, int count) => TextRules.MachinePaths([new TextFile("a.md", text)]).Count().ShouldBe(count);

    [Theory]
    [InlineData("https://registry.npmjs.org/x", 1)]
    [InlineData("https://api.nuget.org/v3/index.json", 1)]
    [InlineData("https://github.com/x/y", 0)]
    public void A_registry_is_found(string text, int count) => TextRules.RegistryHosts([new TextFile("a.md", text)]).Count().ShouldBe(count);

    [Theory]
    [InlineData("src/A/packages.lock.json", "\"x\": \"https://example.org\"", 1)]
    [InlineData("web/package-lock.json", "\"resolved\": \"https://example.org/x.tgz\"", 1)]
    [InlineData("web/package-lock.json", "\"url\": \"https://example.org/fund\"", 0)]
    public void An_address_in_a_lock_file_is_found(string path, string text, int count) =>
        TextRules.LockFiles([new TextFile(path, text)]).Count().ShouldBe(count);
}
