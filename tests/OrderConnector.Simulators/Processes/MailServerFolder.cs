using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrderConnector.Simulators.Processes;

/// <summary>What exim4 reads and writes: its configuration, certificate, spool and the mailbox.</summary>
internal sealed partial class MailServerFolder : IDisposable
{
    // Started by root, exim4 becomes this account: it never delivers as root.
    private const uint Nobody = 65534;

    private const string Server = """
        exim_user = Debian-exim
        exim_group = Debian-exim
        keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : ^NSS_WRAPPER
        primary_hostname = localhost
        spool_directory = TEST_FOLDER/spool
        log_file_path = TEST_FOLDER/log/%slog
        pid_file_path = TEST_FOLDER/spool/exim.pid
        check_spool_space = 0
        check_spool_inodes = 0
        check_log_space = 0
        check_log_inodes = 0
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = TEST_PORT
        smtp_accept_max = 0
        smtp_accept_queue_per_connection = 0
        rfc1413_query_timeout = 0s
        deliver_drop_privilege
        tls_advertise_hosts = *
        tls_certificate = TEST_FOLDER/certificate.pem
        tls_privatekey = TEST_FOLDER/key.pem
        # Without TLS there is no login, and without login no mail.
        auth_advertise_hosts = ${if def:tls_in_cipher {*}}
        acl_smtp_rcpt = recipient

        begin acl
        recipient:
          deny    !authenticated = *
                  message = 530 5.7.0 Authentication required
          warn    set acl_m_answer = ${lookup{$local_part@$domain}lsearch{TEST_FOLDER/refused}}
          deny    condition = ${if match{$acl_m_answer}{^5}}
                  message = $acl_m_answer
          defer   condition = ${if match{$acl_m_answer}{^4}}
                  message = $acl_m_answer
          accept

        begin routers
        everybody:
          driver = accept
          transport = mailbox

        begin transports
        mailbox:
          driver = appendfile
          directory = TEST_FOLDER/mail
          maildir_format
          envelope_to_add
          return_path_add

        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_condition = ${if and{{eq{$auth2}{TEST_USER}}{eq{$auth3}{TEST_PASSWORD}}}}
        login:
          driver = plaintext
          public_name = LOGIN
          server_prompts = Username:: : Password::
          server_condition = ${if and{{eq{$auth1}{TEST_USER}}{eq{$auth2}{TEST_PASSWORD}}}}

        """;

    private readonly TemporaryFolder _folder = new();

    internal MailServerFolder(int port, string user, string password)
    {
        foreach (var name in (string[])["spool", "log", "mail"])
        {
            Directory.CreateDirectory(_folder[name]);
        }

        WriteCertificate();
        File.WriteAllText(Refused, "");
        File.WriteAllText(Configuration, Configure(_folder.Path, port, user, password));
        var root = Environment.IsPrivilegedProcess;
        var (uid, gid) = root ? (Nobody, Nobody) : (GetUid(), GetGid());
        // exim4 looks its account up by the name that Debian has built into it; nss_wrapper answers from these files.
        File.WriteAllText(Users, string.Create(
            CultureInfo.InvariantCulture, $"root:x:0:0::/:/bin/false\nDebian-exim:x:{uid}:{gid}::/:/bin/false\n"));
        File.WriteAllText(Groups, string.Create(CultureInfo.InvariantCulture, $"root:x:0:\nDebian-exim:x:{gid}:\n"));
        if (root)
        {
            Run("chmod", "711", _folder.Path);
            // All but the configuration, which has to be root's then.
            Run("chown", "-R", $"{uid}:{gid}", _folder["spool"], _folder["log"], _folder["mail"], Key, CertificateFile);
        }
    }

    internal string Configuration => _folder["exim.conf"];

    internal string CertificateFile => _folder["certificate.pem"];

    /// <summary>Addresses that are refused, each with what the server says.</summary>
    internal string Refused => _folder["refused"];

    /// <summary>One file per mail and recipient; there is none before the first mail.</summary>
    internal string Mails => _folder["mail/new"];

    internal string Users => _folder["passwd"];

    internal string Groups => _folder["group"];

    private string Key => _folder["key.pem"];

    public void Dispose() => _folder.Dispose();

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    private static string Configure(string folder, int port, string user, string password) =>
        string.Create(CultureInfo.InvariantCulture, $"""
            TEST_FOLDER = {folder}
            TEST_PORT = {port}
            TEST_USER = {user}
            TEST_PASSWORD = {password}

            """) + Server;

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "getuid")]
    private static partial uint GetUid();

    [LibraryImport("libc", EntryPoint = "getgid")]
    private static partial uint GetGid();
}
