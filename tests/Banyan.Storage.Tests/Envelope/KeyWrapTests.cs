using System.Security.Cryptography;
using Banyan.Storage.Envelope;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Envelope;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyWrapTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_master_key_is_refused_where_it_may_not_be_made() =>
        Should.Throw<IOException>(() => KeyWrap.Load(_folder.File("none"), mayCreate: false)).Message.ShouldContain("BANYAN_MASTER_KEY_FILE");

    [Fact]
    public void A_made_master_key_can_be_read_by_its_owner_alone()
    {
        KeyWrap.Load(_folder.File("master.key"), mayCreate: true);
        File.GetUnixFileMode(_folder.File("master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_master_key_that_others_can_read_is_refused()
    {
        var path = _folder.File("master.key");
        KeyWrap.Load(path, mayCreate: true);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Should.Throw<IOException>(() => KeyWrap.Load(path, mayCreate: true)).Message.ShouldContain("chmod 600");
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64")]
    public void A_file_without_32_bytes_is_refused(string content)
    {
        var path = _folder.File("master.key");
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.Throw<IOException>(() => KeyWrap.Load(path, mayCreate: true)).Message.ShouldContain("32 bytes");
    }

    [Fact]
    public void A_wrapped_key_opens_for_its_tenant_version_and_master_key_alone()
    {
        var wrap = KeyWrap.Load(_folder.File("one"), mayCreate: true);
        var other = KeyWrap.Load(_folder.File("two"), mayCreate: true);
        var key = RandomNumberGenerator.GetBytes(32);
        var wrapped = wrap.Wrap("default", 1, key);
        wrap.Unwrap("default", 1, wrapped).ShouldBe(key);
        Should.Throw<CryptographicException>(() => wrap.Unwrap("other", 1, wrapped));
        Should.Throw<CryptographicException>(() => wrap.Unwrap("default", 2, wrapped));
        Should.Throw<CryptographicException>(() => other.Unwrap("default", 1, wrapped));
        Should.Throw<CryptographicException>(() => wrap.Unwrap("default", 1, wrapped.AsSpan(0, 20)));
        other.Id.ShouldNotBe(wrap.Id);
    }
}
