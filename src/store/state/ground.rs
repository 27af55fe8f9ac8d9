//! Whether a folder lies on a file system where several programs can share a database. Network file systems have no
//! shared memory between machines, and many lie about locks.

use std::path::Path;

/// What a database stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Ground {
    /// A disk of this machine.
    Local,
    /// NFS, SMB, FUSE, 9p and their kin.
    Network,
}

impl Ground {
    /// What `folder` lies on. Known on Linux only; elsewhere every folder counts as local.
    #[cfg(target_os = "linux")]
    pub(in crate::store) fn of(folder: &Path) -> Self {
        // From statfs(2) and linux/magic.h. FUSE counts because nobody knows what is behind it.
        const NETWORK: [u32; 12] = [
            0x6969,      // NFS
            0x517b,      // SMB
            0xff53_4d42, // CIFS
            0xfe53_4d42, // SMB 2
            0x6573_5546, // FUSE
            0x0102_1997, // 9p
            0x5346_414f, // AFS
            0x6b41_4653, // kAFS
            0x7375_7245, // Coda
            0x00c3_6400, // Ceph
            0x564c,      // NCP
            0x0bd0_0bd0, // Lustre
        ];
        // The kind is 32 bits wide, in a field whose width and sign depend on the platform.
        let Ok(found) = rustix::fs::statfs(folder) else { return Self::Local };
        let kind = i128::from(found.f_type) & 0xffff_ffff;
        if NETWORK.iter().any(|magic| i128::from(*magic) == kind) { Self::Network } else { Self::Local }
    }

    #[cfg(not(target_os = "linux"))]
    pub(in crate::store) fn of(_: &Path) -> Self {
        Self::Local
    }
}
